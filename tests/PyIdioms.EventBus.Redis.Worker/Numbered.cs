namespace PyIdioms.EventBusWorker;

/// <summary>An event that is known by its number.</summary>
[StreamEvent("numbered")]
public readonly partial record struct Numbered(int Number, string Text = "");
