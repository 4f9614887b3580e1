using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.CodeFixes.Texts;

/// <summary>SQL of an ADO.NET command: <c>command.CommandText = …</c>, or what a new command is made with.</summary>
sealed class SqlCommandText(SemanticModel model, SourceText source)
{
    public IEnumerable<TextEdits> Edits(ExpressionSyntax sql)
    {
        if (Command(sql) is not { } command || model.GetTypeInfo(command.Receiver).Type is { } type && Mark(type) is null) yield break;
        if (SqlParameters.Of(sql, model) is not { } parameters) yield break;
        var edits = new TextEdits(source);
        var names = parameters.Name(edits, "@");
        var lines = names.SelectMany(p => Lines(p, command)).ToArray();
        Insert(edits, command, lines);
        yield return edits;
    }

    /// <summary>The command that gets a text, as C#, and the statement behind which its parameters can be added.</summary>
    readonly record struct Target(string Name, ExpressionSyntax Receiver, ITypeSymbol Type, SyntaxNode Statement);

    Target? Command(ExpressionSyntax sql)
    {
        switch (sql.Parent)
        {
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText", Expression: IdentifierNameSyntax receiver } } assignment when assignment.Right == sql:
                return model.GetSymbolInfo(receiver).Symbol is ILocalSymbol or IParameterSymbol && Statement(assignment) is { } statement && !Repetition.IsAround(statement, receiver, model) ? Of(receiver.Identifier.Text, receiver, statement) : null;
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "CommandText" }, Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax made } } assignment when assignment.Right == sql:
                return Declared(made);
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax created } }:
                return Declared(created);
            default:
                return null;
        }
    }

    /// <summary>The local that a new command is put into.</summary>
    Target? Declared(BaseObjectCreationExpressionSyntax made)
    {
        if (made.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } variable }) return null;
        return declaration.Parent switch
        {
            LocalDeclarationStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } local => Of(variable.Identifier.Text, made, local),
            UsingStatementSyntax { Statement: BlockSyntax } scope => Of(variable.Identifier.Text, made, scope),
            _ => null,
        };
    }

    Target? Of(string name, ExpressionSyntax receiver, SyntaxNode statement) =>
        model.GetTypeInfo(receiver).Type is { } type && type.IsOrInherits("System.Data.IDbCommand") ? new(name, receiver, type, statement) : null;

    static SyntaxNode? Statement(AssignmentExpressionSyntax assignment) => assignment.Parent switch
    {
        ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement => statement,
        ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } or ConstructorDeclarationSyntax or LocalFunctionStatementSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } } arrow => arrow,
        _ => null,
    };

    /// <summary>How a provider marks a parameter in a text; null where it only counts them.</summary>
    static string? Mark(ITypeSymbol type) => type.Name.StartsWith("Odbc", StringComparison.Ordinal) || type.Name.StartsWith("OleDb", StringComparison.Ordinal) || type.Name.StartsWith("Oracle", StringComparison.Ordinal) ? null : "@";

    IEnumerable<string> Lines(SqlParameter parameter, Target command)
    {
        var value = parameter.MayBeNull ? $"(object?){parameter.Expression} ?? {Nothing(command.Statement.SpanStart)}" : parameter.Expression;
        if (parameter.MayBeNull && SyntaxFactory.ParseExpression(parameter.Expression) is BinaryExpressionSyntax) value = $"(object?)({parameter.Expression}) ?? {Nothing(command.Statement.SpanStart)}";
        if (HasAddWithValue(command.Type))
        {
            yield return $"{command.Name}.Parameters.AddWithValue(\"@{parameter.Name}\", {value});";
            yield break;
        }
        var local = Free(char.ToLowerInvariant(parameter.Name[0]) + parameter.Name.Substring(1) + "Parameter", command.Statement);
        yield return $"var {local} = {command.Name}.CreateParameter();";
        yield return $"{local}.ParameterName = \"@{parameter.Name}\";";
        yield return $"{local}.Value = {value};";
        yield return $"{command.Name}.Parameters.Add({local});";
    }

    string Nothing(int position) => model.LookupNamespacesAndTypes(position, name: "DBNull").Any() ? "DBNull.Value" : "System.DBNull.Value";

    static bool HasAddWithValue(ITypeSymbol command)
    {
        for (var at = command; at is not null; at = at.BaseType)
        {
            if (at.GetMembers("Parameters").OfType<IPropertySymbol>().FirstOrDefault() is not { Type: var parameters }) continue;
            for (var collection = parameters; collection is not null; collection = collection.BaseType)
            {
                if (collection.GetMembers("AddWithValue").OfType<IMethodSymbol>().Any(m => m.Parameters is [{ Type.SpecialType: SpecialType.System_String }, _])) return true;
            }
            return false;
        }
        return false;
    }

    string Free(string name, SyntaxNode statement)
    {
        var taken = new HashSet<string>(model.LookupSymbols(statement.SpanStart).Where(s => s is ILocalSymbol or IParameterSymbol).Select(s => s.Name));
        foreach (var declared in (statement.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? statement).DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken))) taken.Add(declared.ValueText);
        var free = name;
        for (var number = 2; taken.Contains(free); number++) free = name + number;
        return free;
    }

    void Insert(TextEdits edits, Target command, string[] lines)
    {
        var line = edits.EndOfLine;
        if (command.Statement is ArrowExpressionClauseSyntax arrow)
        {
            var outer = edits.IndentAt(arrow.Parent!.SpanStart);
            var inner = outer + "    ";
            var semicolon = arrow.GetLastToken().GetNextToken();
            edits.Replace(TextSpan.FromBounds(arrow.GetFirstToken().GetPreviousToken().Span.End, arrow.Expression.SpanStart), line + outer + "{" + line + inner);
            var body = string.Concat(lines.Select(l => line + inner + l)) + line + outer + "}";
            var end = edits.Text.Lines.GetLineFromPosition(semicolon.Span.End);
            edits.Replace(new TextSpan(end.End, 0), body);
            return;
        }
        if (command.Statement is UsingStatementSyntax { Statement: BlockSyntax block })
        {
            var indent = block.Statements.Count > 0 ? edits.IndentAt(block.Statements[0].SpanStart) : edits.IndentAt(block.SpanStart) + "    ";
            edits.Replace(new TextSpan(block.OpenBraceToken.Span.End, 0), string.Concat(lines.Select(l => line + indent + l)));
            return;
        }
        var behind = edits.Text.Lines.GetLineFromPosition(command.Statement.Span.End);
        var isLast = string.IsNullOrWhiteSpace(Code(edits.Text.ToString(TextSpan.FromBounds(command.Statement.Span.End, behind.End))));
        if (isLast) edits.Replace(new TextSpan(behind.End, 0), string.Concat(lines.Select(l => line + edits.IndentAt(command.Statement.SpanStart) + l)));
        else edits.Replace(new TextSpan(command.Statement.Span.End, 0), string.Concat(lines.Select(l => " " + l)));
    }

    /// <summary>What stands before a comment at the end of a line.</summary>
    static string Code(string rest) => rest.IndexOf("//", StringComparison.Ordinal) is var comment and >= 0 ? rest.Substring(0, comment) : rest;
}
