namespace PyIdioms.Generators.Builder;

/// <summary>A method of a builder that sets a part or adds to it.</summary>
/// <param name="Declaration">The result, the name and the parameters; <see cref="SharedParts.Self"/> stands for the builder's type.</param>
/// <param name="Signature">What tells it from others.</param>
/// <param name="Value">What the builder then has there, as code.</param>
/// <param name="Summary">What it does.</param>
sealed record PartMethod(string Declaration, string Signature, string Value, string Summary);

/// <summary>The methods of a builder for a part.</summary>
static class PartMethods
{
    /// <summary>The attribute by which rules know what a method or an argument sets.</summary>
    public static string Mark(Part part) => $"[global::PyIdioms.BuilderPart({Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(part.Name, quote: true)})]";

    public static IEnumerable<PartMethod> Of(Part part)
    {
        PartMethod Method(string name, string type, string parameter, string value, string summary, string modifier = "") =>
            new($"{SharedParts.Self} {name}({part.Attributes}{modifier}{type} {parameter})", OwnNames.Signature(name, type), value, summary);

        if (part.Collection is not { } items)
        {
            yield return Method(part.Method, part.Type, part.Parameter, part.Parameter, $"Sets <c>{part.Name}</c>.");
            yield break;
        }
        const string Sequence = "global::System.Collections.Generic.IEnumerable", Span = "global::System.ReadOnlySpan";
        if (items.Key.Length > 0)
        {
            if (items.Single.Length > 0)
            {
                yield return new(
                    $"{SharedParts.Self} {items.Single}({part.Attributes}{items.Key} key, {items.EntryValue} value)", OwnNames.Signature(items.Single, items.Key, items.EntryValue),
                    $"this.{part.Field}.Add(new {items.Item}(key, value))", $"Adds an entry to <c>{part.Name}</c>; of several values for a key the last one stays.");
            }
        }
        else
        {
            if (items.Single.Length > 0) yield return Method(items.Single, items.Item, items.SingleParameter, $"this.{part.Field}.Add({items.SingleParameter})", $"Adds one item to <c>{part.Name}</c>.");
            yield return Method(part.Method, $"{Span}<{items.Item}>", part.Parameter, $"this.{part.Field}.AddRange({part.Parameter})", $"Adds items to <c>{part.Name}</c>; none at all make it empty.", "params ");
        }
        yield return Method(part.Method, $"{Sequence}<{items.Item}>", part.Parameter, $"this.{part.Field}.AddRange({part.Parameter})", $"Adds items to <c>{part.Name}</c>; none at all make it empty.");
        var bare = part.Method.TrimStart('@');
        yield return new($"{SharedParts.Self} Clear{bare}()", OwnNames.Signature("Clear" + bare), "default", $"Removes what was added to <c>{part.Name}</c>.");
    }
}
