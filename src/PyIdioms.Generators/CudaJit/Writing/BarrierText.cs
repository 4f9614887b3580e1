using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Njit;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.CudaJit;

/// <summary>
/// A kernel with barriers as loops: what stands between two of them is a loop over the threads of a block, and a loop or a branch around a barrier, which all threads take the
/// same way, stands around those loops.
/// </summary>
sealed class BarrierText
{
    readonly KernelCode code;
    readonly GridLoops grid;
    readonly TokenEdits edits;
    readonly FreshNames names;
    readonly Segments segments;
    readonly Dictionary<ISymbol, string> kept = new(SymbolEqualityComparer.Default);
    readonly StringBuilder text = new();
    readonly string endOfBlock;
    bool blockEnds;

    BarrierText(KernelCode code, GridLoops grid, TokenEdits edits, FreshNames names, Segments segments)
    {
        (this.code, this.grid, this.edits, this.names, this.segments) = (code, grid, edits, names, segments);
        endOfBlock = names.Next("done");
    }

    /// <summary>Null, with a report, where not all threads may come to a barrier.</summary>
    public static string? Write(KernelCode code, GridLoops grid, TokenEdits edits, FreshNames names, Refusals refusals) =>
        Segments.Of(code, refusals) is { } segments ? new BarrierText(code, grid, edits, names, segments).Write() : null;

    string Write()
    {
        foreach (var local in segments.Kept) kept[local] = grid.Each(TypeName.Of(local.Type), local.Name);
        foreach (var name in code.Node.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (code.Model.GetSymbolInfo(name).Symbol is { } symbol && kept.TryGetValue(symbol, out var place)) edits.Replace(name.Identifier, place);
        }
        Write(code.Statements);
        var end = blockEnds ? $"{endOfBlock}: ;\n" : "";
        return $"{{\n{grid.Setting(isFlat: false)}unchecked\n{{\n{grid.BlockLoops}{{\n{text}{end}}}\n}}\n}}";
    }

    void Write(IReadOnlyList<StatementSyntax> list)
    {
        var segment = new List<StatementSyntax>();
        foreach (var statement in list)
        {
            if (!segments.Waits(statement) && !segments.IsOfBlock(statement))
            {
                segment.Add(statement);
                continue;
            }
            WriteSegment(segment);
            segment.Clear();
            if (segments.Waits(statement)) WriteAround(statement);
            else
            {
                blockEnds |= Leaving.Write([statement], edits, endOfBlock);
                text.Append(edits.Write(statement)).Append('\n');
            }
        }
        WriteSegment(segment);
    }

    /// <summary>A barrier, or what is around one.</summary>
    void WriteAround(StatementSyntax statement)
    {
        switch (statement)
        {
            case BlockSyntax block:
                Braced(block);
                break;
            case ForStatementSyntax loop:
                var first = loop.Declaration is { } declared ? edits.Write(declared) : string.Join(", ", loop.Initializers.Select(edits.Write));
                text.Append($"for ({first}; {(loop.Condition is { } condition ? edits.Write(condition) : "")}; {string.Join(", ", loop.Incrementors.Select(edits.Write))})\n");
                Braced(loop.Statement);
                break;
            case WhileStatementSyntax loop:
                text.Append($"while ({edits.Write(loop.Condition)})\n");
                Braced(loop.Statement);
                break;
            case DoStatementSyntax loop:
                text.Append("do\n");
                Braced(loop.Statement);
                text.Append($"while ({edits.Write(loop.Condition)});\n");
                break;
            case IfStatementSyntax branch:
                text.Append($"if ({edits.Write(branch.Condition)})\n");
                Braced(branch.Statement);
                if (branch.Else is not { Statement: var otherwise }) break;
                text.Append("else\n");
                Braced(otherwise);
                break;
        }
    }

    void Braced(StatementSyntax statement)
    {
        text.Append("{\n");
        Write(Segments.Listed(statement));
        text.Append("}\n");
    }

    /// <summary>What each thread does between two barriers.</summary>
    void WriteSegment(List<StatementSyntax> segment)
    {
        var own = segment.Where(s => !segments.IsAgain(s)).ToList();
        if (own.Count == 0) return;
        var end = names.Next("next");
        var leaves = Leaving.Write(own, edits, end);
        var (body, counts) = (new StringBuilder(), kept.Count > 0 || code.Node.DescendantNodes().Any(IsOwnMemory));
        foreach (var again in segments.NeededBy(own)) body.Append(edits.Write(again)).Append('\n');
        foreach (var statement in own) body.Append(Text(statement)).Append('\n');
        if (leaves) body.Append($"{end}: ;\n");
        if (counts) body.Append($"{grid.Thread}++;\n");
        text.Append(counts ? $"{{\nvar {grid.Thread} = 0;\n{grid.ThreadLoops}{{\n{body}}}\n}}\n" : $"{grid.ThreadLoops}{{\n{body}}}\n");
    }

    bool IsOwnMemory(SyntaxNode node) => node is InvocationExpressionSyntax && code.At(node) is { } call && KernelWords.Of(call) == Word.Local;

    /// <summary>A statement; where it declares what is kept from one segment to the next, it stores that instead.</summary>
    string Text(StatementSyntax statement)
    {
        if (statement is LocalDeclarationStatementSyntax { Declaration.Variables: var variables } && variables.Any(v => Place(v) is not null))
        {
            return string.Join(" ", variables.Select(v => (Place(v), v.Initializer) switch
            {
                (null, null) => $"{TypeOf(v)} {v.Identifier.Text};",
                (null, { Value: var value }) => $"{TypeOf(v)} {v.Identifier.Text} = {edits.Write(value)};",
                (_, null) => "",
                (var place, { Value: var value }) => $"{place} = {edits.Write(value)};",
            }));
        }
        if (statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax { Variables: var parts } }, Right: var right } }
            && parts.Any(p => Place(p) is not null))
        {
            return $"({string.Join(", ", parts.Select(p => Place(p) ?? $"var {p}"))}) = {edits.Write(right)};";
        }
        return edits.Write(statement);
    }

    string? Place(SyntaxNode declared) => code.Model.GetDeclaredSymbol(declared) is { } symbol && kept.TryGetValue(symbol, out var place) ? place : null;

    string TypeOf(VariableDeclaratorSyntax variable) => TypeName.Of(((ILocalSymbol)code.Model.GetDeclaredSymbol(variable)!).Type);
}
