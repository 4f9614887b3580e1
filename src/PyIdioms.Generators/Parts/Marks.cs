namespace PyIdioms.Generators.Parts;

/// <summary>The attributes that generated members carry.</summary>
static class Marks
{
    /// <summary>Who wrote it: analyzers and coverage pass over it.</summary>
    public static readonly string Generated = $"[global::System.CodeDom.Compiler.GeneratedCode(\"PyIdioms.Generators\", \"{typeof(Marks).Assembly.GetName().Version}\")]";
}
