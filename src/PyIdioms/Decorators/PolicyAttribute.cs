namespace PyIdioms;

/// <summary>Base of the decorators that run a method in a Polly pipeline: one per decorated method, in the time of the <c>TimeProvider</c> of its class, where it has one.</summary>
public abstract partial class PolicyAttribute : DecoratorAttribute;
