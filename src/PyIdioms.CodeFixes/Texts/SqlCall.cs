using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.CodeFixes.Texts;

/// <summary>SQL that is an argument: of Entity Framework Core, which makes parameters of holes, or of Dapper, which takes them from an object.</summary>
static class SqlCall
{
    static readonly (string Raw, string[] Safe)[] Interpolating =
    [
        ("FromSqlRaw", ["FromSql", "FromSqlInterpolated"]), ("SqlQueryRaw", ["SqlQuery"]),
        ("ExecuteSqlRaw", ["ExecuteSql", "ExecuteSqlInterpolated"]), ("ExecuteSqlRawAsync", ["ExecuteSqlAsync", "ExecuteSqlInterpolatedAsync"]),
    ];

    /// <summary>The edits that could do, the best first.</summary>
    public static IEnumerable<TextEdits> Edits(ExpressionSyntax sql, SemanticModel model, SourceText source)
    {
        if (sql.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: ExpressionSyntax call } list } argument || model.Bind(call) is not { } operation) yield break;
        var (method, arguments) = operation switch
        {
            IInvocationOperation invocation => (invocation.TargetMethod, invocation.Arguments),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
            _ => (null!, default),
        };
        if (method is null) yield break;
        if (method.ContainingType.IsNamed("Dapper.SqlMapper") || method.ContainingType.IsNamed("Dapper.CommandDefinition"))
        {
            if (SqlParameters.Of(sql, model) is not { } parameters) yield break;
            var edits = new TextEdits(source);
            if (AddObject(parameters, argument, list, arguments, edits)) yield return edits;
        }
        else if (method.ContainingNamespace.ToDisplayString() == "Microsoft.EntityFrameworkCore" && Interpolating.FirstOrDefault(i => i.Raw == method.Name).Safe is { } safe && call is InvocationExpressionSyntax invoked)
        {
            var others = arguments.Where(a => a is { ArgumentKind: ArgumentKind.Explicit, Parameter: { Name: not "sql", Ordinal: > 0 } });
            if (others.Any(a => a.Value.Type?.Name != "CancellationToken") || NameOf(invoked) is not { } name || SqlParameters.Of(sql, model, everyHole: true) is not { } parameters) yield break;
            foreach (var other in safe)
            {
                var edits = new TextEdits(source);
                if (!parameters.Interpolate(edits)) yield break;
                edits.Replace(name.Span, other);
                if (argument.NameColon is { } colon) edits.Replace(TextSpan.FromBounds(colon.SpanStart, sql.SpanStart), "");
                yield return edits;
            }
        }
    }

    static SyntaxToken? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier,
        SimpleNameSyntax name => name.Identifier,
        _ => null,
    };

    /// <summary><c>new { name }</c> behind the text, where there is no such argument yet.</summary>
    static bool AddObject(SqlParameters parameters, ArgumentSyntax argument, ArgumentListSyntax list, IEnumerable<IArgumentOperation> arguments, TextEdits edits)
    {
        var values = arguments.FirstOrDefault(a => a.Parameter?.Name is "param" or "parameters");
        if (values is not { ArgumentKind: ArgumentKind.DefaultValue, Parameter: { } parameter }) return false;
        var names = parameters.Name(edits, "@");
        var made = "new { " + string.Join(", ", names.Select(Member)) + " }";
        var sql = arguments.First(a => a.Syntax == argument).Parameter!;
        if (argument.NameColon is null && parameter.Ordinal == sql.Ordinal + 1) AddBehind(argument, made);
        else if (list.Arguments.Last() is var last && (last.NameColon is not null || list.Arguments.All(a => a.NameColon is null))) AddBehind(last, $"{parameter.Name}: {made}");
        else return false;
        return true;

        void AddBehind(ArgumentSyntax before, string added) => edits.Replace(new TextSpan(before.Span.End, 0), ", " + added);
    }

    static string Member(SqlParameter parameter) => SyntaxFactory.ParseExpression(parameter.Expression) switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } when name == parameter.Name => parameter.Expression,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } when name == parameter.Name => parameter.Expression,
        _ => $"{(SyntaxFacts.GetKeywordKind(parameter.Name) == SyntaxKind.None ? "" : "@")}{parameter.Name} = {parameter.Expression}",
    };
}
