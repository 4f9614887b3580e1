using PyIdioms.Generators.Decorators;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorate;

/// <summary>Writes the members that hand calls on.</summary>
static class DecorateEmitter
{
    public static void Write(CodeWriter writer, DecorateModel model)
    {
        // What could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using (writer.Open(model.Type))
        {
            for (var i = 0; i < model.Inners.Count; i++) WriteInner(writer, model, i);
            foreach (var core in model.Cores) Hand(writer, model, core, $"{core.Method.Modifiers}{core.Method.Return} {core.Method.Name}{core.Method.TypeArguments}{core.Method.ParameterList}{core.Method.Constraints}");
            foreach (var method in model.Methods) Hand(writer, model, method, method.Method.Implementation());
            foreach (var property in model.Properties) WriteProperty(writer, model, property);
            foreach (var handed in model.Events) WriteEvent(writer, model, handed);
        }
        DecoratorEmitter.WriteMethods(writer, model.Type, model.Decorated);
    }

    /// <summary>The inner implementation under a name that no parameter hides.</summary>
    static void WriteInner(CodeWriter writer, DecorateModel model, int i)
    {
        var inner = model.Inners[i];
        if (inner.Member is { } member)
        {
            var from = member.IsCaptured ? member.Member : member.IsStatic ? $"{model.Type.FullName}.{member.Member}" : $"this.{member.Member}";
            writer.Line(Generated).Line($"private {inner.Service} {NameOf(model, i)} => {from};");
            return;
        }
        writer.Line(Generated).Line($"private readonly {inner.Service} {NameOf(model, i)};").Line();
        writer.Line("/// <summary>Stands in front of another implementation.</summary>").Line("/// <param name=\"inner\">What calls go to.</param>").Line(Generated);
        using (writer.Block($"public {model.Name}({inner.Service} inner)"))
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(inner);").Line($"this.{NameOf(model, i)} = inner;");
        }
    }

    static void Hand(CodeWriter writer, DecorateModel model, HandedOn handed, string head)
    {
        Begin(writer, handed.Attributes);
        var method = handed.Method;
        var arguments = string.Join(", ", method.Parameters.Select(static p => p.ArgumentPrefix + p.Name));
        writer.Line($"{head} => {(method.ReturnsRef ? "ref " : "")}{Receiver(model, handed.Inner, handed.Service)}.{handed.Target}{method.TypeArguments}({arguments});");
    }

    static void WriteProperty(CodeWriter writer, DecorateModel model, HandedProperty property)
    {
        Begin(writer, property.Attributes);
        var receiver = Receiver(model, property.Inner, property.Service);
        var isIndexer = property.Parameters.Count > 0;
        var target = isIndexer ? $"{receiver}[{string.Join(", ", property.Parameters.Select(static p => p.ArgumentPrefix + p.Name))}]" : $"{receiver}.{property.Name}";
        var parameters = isIndexer ? $"[{string.Join(", ", property.Parameters.Select(static p => $"{p.Prefix}{p.Type} {p.Name}"))}]" : "";
        using (writer.Block($"{property.Type} {property.Service}.{property.Name}{parameters}"))
        {
            if (property.Gets) writer.Line($"get => {(property.ReturnsRef ? "ref " : "")}{target};");
            // The inner one has been initialized before anybody can stand in front of it.
            if (property.IsInit) writer.Line("init => throw new global::System.NotSupportedException();");
            else if (property.Sets) writer.Line($"set => {target} = value;");
        }
    }

    static void WriteEvent(CodeWriter writer, DecorateModel model, HandedEvent handed)
    {
        Begin(writer, handed.Attributes);
        var target = $"{Receiver(model, handed.Inner, handed.Service)}.{handed.Name}";
        using (writer.Block($"event {handed.Type} {handed.Service}.{handed.Name}"))
        {
            writer.Line($"add => {target} += value;").Line($"remove => {target} -= value;");
        }
    }

    static void Begin(CodeWriter writer, EquatableArray<string> attributes)
    {
        writer.Line().Line(Generated);
        foreach (var attribute in attributes) writer.Line(attribute);
    }

    static string Receiver(DecorateModel model, int inner, string service) => $"(({service})this.{NameOf(model, inner)})";

    static string NameOf(DecorateModel model, int i) => $"{model.Prefix}Inner{i}";
}
