using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Generators.Parts;
using PyIdioms.Generators.Validation;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Builder;

/// <summary>Writes a builder, and into the type the ways to it and the constructor that it calls.</summary>
static class BuilderEmitter
{
    const string Never = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";
    /// <summary>Together with its calls a builder is taken apart into registers, and what is set is known at compile time.</summary>
    const string Inline = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";
    const string Values = "__BuilderValues", Constraints = "__BuilderConstraints", Parts = "__parts";

    public static void Write(CodeWriter writer, BuilderModel model)
    {
        // Obsolete types and members, members hidden on purpose: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type);
        if (model.Arguments is { } arguments)
        {
            WriteWays(writer, model);
            WriteConstructors(writer, model, arguments);
        }
        WriteInterface(writer, model);
        if (model.Arguments is not null) WriteBuilder(writer, model);
    }

    static string NameOf(BuilderModel model) => $"{model.Type.FullName}.{BuilderParser.Builder}";

    static void WriteWays(CodeWriter writer, BuilderModel model)
    {
        var demanded = model.Parts.Where(static p => p.IsDemanded).ToList();
        if (demanded.Count > 0 && !model.Own.HasFlag(OwnMembers.For))
        {
            var accessibility = demanded.TrueForAll(static p => p.Accessibility == "public") ? "public" : "internal";
            var parameters = demanded.Select(static p => $"{p.Attributes}{PartMethods.Mark(p)} {p.Type} {p.Parameter}");
            var values = demanded.Select(static p => $"{p.Field} = {p.Parameter}").Concat(BuilderBits.Masks(Places(model, static p => p.IsDemanded)).Select(static m => $"{m.Field} = {m.Mask}"));
            writer.Line("/// <summary>Begins with what the constructor demands.</summary>").Line(Generated);
            writer.Line($"{accessibility} static {BuilderParser.Builder} {BuilderParser.For}({string.Join(", ", parameters)}) => new {NameOf(model)} {{ {string.Join(", ", values)} }};").Line();
        }
        if (!model.CanConvert || model.Own.HasFlag(OwnMembers.ToBuilder)) return;
        var read = model.Parts.Select(static p => $"{p.Field} = {p.Read.Replace(BuilderModel.Source, "this")}").Concat(BuilderBits.Masks(Places(model, static _ => true)).Select(static m => $"{m.Field} = {m.Mask}"));
        writer.Line("/// <summary>Begins with all that this object has.</summary>").Line(Generated);
        writer.Line($"public {(model.Type is { IsStruct: true, IsReadOnly: false } ? "readonly " : "")}{BuilderParser.Builder} {BuilderParser.ToBuilder}() => new {NameOf(model)} {{ {string.Join(", ", read)} }};").Line();
    }

    static IEnumerable<int> Places(BuilderModel model, Func<Part, bool> isOne) => Enumerable.Range(0, model.Parts.Count).Where(i => isOne(model.Parts[i]));

    /// <summary>Constructors alone can leave what is <c>init</c> as the type says it.</summary>
    static void WriteConstructors(CodeWriter writer, BuilderModel model, IReadOnlyList<string> arguments)
    {
        var name = Kernel.Model.TypeName.Escape(model.Name);
        if (model.IsImplicit)
        {
            writer.Line("/// <summary>Makes one of the defaults, as the compiler would.</summary>").Line(Generated);
            writer.Line($"public {name}()").Line("{").Line("}").Line();
        }
        writer.Line(Generated).Line("[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]").Line(Never).Line(Inline);
        writer.Line($"private {name}(ref {BuilderParser.Builder} {Parts}) : this({string.Join(", ", arguments.Select(static a => a.Replace(BuilderModel.Source, Parts)))})");
        writer.Line("{");
        using (writer.Indent())
        {
            for (var i = 0; i < model.Parts.Count; i++) WriteSetting(writer, model.Parts[i], i);
        }
        writer.Line("}").Line();
    }

    static void WriteSetting(CodeWriter writer, Part part, int place)
    {
        if (part.Setting == Setting.Argument) return;
        var member = $"this.{Member(part)}";
        var condition = part.Setting == Setting.Always ? "" : $"if ({BuilderBits.IsSet(place, Parts)}) ";
        if (part.Setting != Setting.Refilled) writer.Line($"{condition}{member} = {part.Value.Replace(BuilderModel.Source, Parts)};");
        else if (part.Collection!.Key.Length > 0) writer.Line($"{condition}global::PyIdioms.BuilderEntries.RefillEntries({Parts}.{part.Field}, {member});");
        else writer.Line($"{condition}{Parts}.{part.Field}.Refill({member});");
    }

    static string Member(Part part) => Kernel.Model.TypeName.Escape(part.Name);

    static void WriteInterface(CodeWriter writer, BuilderModel model)
    {
        if (model.Interface is not { } methods) return;
        var (name, self) = (BuilderParser.Interface, model.Self);
        writer.Line("/// <summary>What the builders of this type and of those derived from it have in common: code over it returns the builder that it was given.</summary>").Line(Generated);
        var above = model.BaseInterface.Length > 0 ? $" : {model.BaseInterface}.{name}<{self}>" : "";
        using (writer.Block($"public interface {name}<{self}>{above} where {self} : {model.Type.FullName}.{name}<{self}>"))
        {
            foreach (var method in methods) writer.Line(method.Replace(SharedParts.Self, self));
        }
        writer.Line();
    }

    static void WriteBuilder(CodeWriter writer, BuilderModel model)
    {
        var required = model.Parts.Where(static p => p.IsRequired).Select(static p => Quoted(p.Name)).ToList();
        var bases = model.Interface is not null ? $" : {model.Type.FullName}.{BuilderParser.Interface}<{NameOf(model)}>"
            : model.BaseInterface.Length > 0 ? $" : {model.BaseInterface}.{BuilderParser.Interface}<{NameOf(model)}>" : "";
        writer.Line($"/// <summary>Builds objects part by part. It never changes: each call returns another one.</summary>").Line(Generated);
        if (required.Count > 0) writer.Line($"[global::PyIdioms.BuilderRequires({string.Join(", ", required)})]");
        using (writer.Block($"public readonly partial struct {BuilderParser.Builder}{bases}"))
        {
            WriteStatics(writer, model);
            WriteFields(writer, model);
            WriteMethods(writer, model);
            WriteChecks(writer, model);
            WriteBuild(writer, model);
        }
    }

    static void WriteStatics(CodeWriter writer, BuilderModel model)
    {
        foreach (var (holder, isCold) in new[] { (Values, false), (Constraints, true) })
        {
            var values = model.Statics.Where(s => s.IsCold == isCold).ToList();
            if (values.Count == 0) continue;
            using (writer.Block($"private static class {holder}"))
            {
                foreach (var value in values) writer.Line($"internal static readonly {value.Type} {value.Name} = {value.Creation};");
            }
            writer.Line();
        }
    }

    static void WriteFields(CodeWriter writer, BuilderModel model)
    {
        foreach (var part in model.Parts) writer.Line(Never).Line($"internal {part.Type} {part.Field} {{ get; init; }}").Line();
        for (var i = 0; i < BuilderBits.Fields(model.Parts.Count); i++) writer.Line(Never).Line($"internal uint {BuilderBits.FieldAt(i)} {{ get; init; }}").Line();
    }

    static void WriteMethods(CodeWriter writer, BuilderModel model)
    {
        var seen = new HashSet<string>(model.Written, StringComparer.Ordinal);
        for (var i = 0; i < model.Parts.Count; i++)
        {
            var part = model.Parts[i];
            foreach (var method in PartMethods.Of(part))
            {
                if (!seen.Add(method.Signature)) continue;
                writer.Line($"/// <summary>{method.Summary}</summary>");
                writer.Line(PartMethods.Mark(part)).Line(Inline);
                writer.Line($"{part.Accessibility} {method.Declaration.Replace(SharedParts.Self, BuilderParser.Builder)} => this with {{ {part.Field} = {method.Value}, {BuilderBits.Field(i)} = this.{BuilderBits.Field(i)} | {BuilderBits.Mask(i)} }};").Line();
            }
        }
    }

    static void WriteChecks(CodeWriter writer, BuilderModel model)
    {
        const string List = "global::System.Collections.Generic.IReadOnlyList<global::PyIdioms.Violation>";
        writer.Line("/// <summary>What is missing or breaks a constraint, in the order of the parts; empty when nothing.</summary>");
        using (writer.Block($"public {List} Check()"))
        {
            writer.Line("global::System.Collections.Generic.List<global::PyIdioms.Violation>? found = null;");
            for (var i = 0; i < model.Parts.Count; i++)
            {
                var part = model.Parts[i];
                if (part.IsRequired) writer.Line($"if ({BuilderBits.IsUnset(i, "this")}) (found ??= new()).Add(global::PyIdioms.Violation.Missing({Quoted(part.Name)}));");
                if (part.Checks.Count == 0) continue;
                using (OpenChecks(writer, part, i, part.IsRequired ? "else" : ""))
                {
                    foreach (var check in part.Checks) writer.Line($"if (!({Test(check)})) (found ??= new()).Add({Check.Fill(check.Finding, "value", Constraints, Constraints)});");
                }
            }
            writer.Line($"return ({List}?)found ?? global::System.Array.Empty<global::PyIdioms.Violation>();");
        }
        writer.Line();
        writer.Line(Inline);
        using (writer.Block("private bool __IsComplete()"))
        {
            foreach (var (field, mask) in BuilderBits.Masks(Places(model, static p => p.IsRequired))) writer.Line($"if ((this.{field} & {mask}) != {mask}) return false;");
            for (var i = 0; i < model.Parts.Count; i++)
            {
                if (model.Parts[i].Checks.Count == 0) continue;
                using (OpenChecks(writer, model.Parts[i], i, "")) writer.Line($"if (!({string.Join(" && ", model.Parts[i].Checks.Select(Test))})) return false;");
            }
            writer.Line("return true;");
        }
        writer.Line();
    }

    static CodeWriter.Scope OpenChecks(CodeWriter writer, Part part, int place, string header)
    {
        var scope = writer.Block(part.IsRequired || part.IsCheckedUnset ? header : $"if ({BuilderBits.IsSet(place, "this")})");
        writer.Line($"{part.Declared} value = {part.Value.Replace(BuilderModel.Source, "this")};");
        return scope;
    }

    static string Test(Check check) => Check.Fill(check.Test, "value", Values, Constraints);

    static void WriteBuild(CodeWriter writer, BuilderModel model)
    {
        var type = model.Type.FullName;
        writer.Line("/// <summary>Makes the object.</summary>").Line("/// <exception cref=\"global::PyIdioms.ExceptionGroup\">Parts are missing or break a constraint: one exception for each, in the order of the parts.</exception>").Line(Inline);
        using (writer.Block($"public {type} Build()"))
        {
            writer.Line("if (!__IsComplete()) __Refuse(this);").Line($"var {Parts} = this;").Line($"return new {type}(ref {Parts});");
        }
        // By value: who takes the address of a builder keeps it out of registers.
        writer.Line().Line("[global::System.Diagnostics.StackTraceHidden]").Line($"private static void __Refuse({BuilderParser.Builder} {Parts}) => global::PyIdioms.Violation.Throw({Parts}.Check());");
        writer.Line().Line("/// <summary>Makes the object where nothing is missing and nothing breaks a constraint.</summary>");
        var result = model.Type.IsStruct ? $"out {type} result" : $"[global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out {type}? result";
        using (writer.Block($"public bool TryBuild({result})"))
        {
            writer.Line("var isComplete = __IsComplete();").Line($"var {Parts} = this;").Line($"result = isComplete ? new {type}(ref {Parts}) : default;").Line("return isComplete;");
        }
    }

    static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
