namespace PyIdioms;

/// <summary>A class that stands in front of another implementation of its interfaces: what it does not implement itself goes to the inner one.</summary>
/// <remarks>
/// Handbook, Design Patterns; PEP 318 for classes. The inner one is a parameter of the primary constructor, a field or a property of the interface's type;
/// a class without constructors gets one. A partial method with decorators needs no <c>Core</c>: the inner one's method is its body. Decorators on the class
/// are those of every method that goes to the inner one. <c>services.AddDecorator&lt;TService, TDecorator&gt;()</c> registers it.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DecorateAttribute : Attribute;
