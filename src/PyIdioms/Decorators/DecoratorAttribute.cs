namespace PyIdioms;

/// <summary>Base of every decorator: an attribute on a <c>partial</c> method whose body is the method of the same name plus <c>Core</c>.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "TypeVar, ParamSpec"; PEP 318, PEP 612. The decorator nearest to the method runs innermost.
/// On a class it decorates every method that <see cref="DecorateAttribute"/> writes there.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public abstract class DecoratorAttribute : Attribute;
