using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Observability;

/// <summary>A message template of a log that is put together before the log sees it: it has no names, and it is made even if nobody logs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InterpolatedTemplate() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0701",
        title: "Interpolated log template", message: "The template of '{0}' is put together before it is logged: name what varies, and pass it as arguments", DiagnosticSeverity.Info);

    static readonly Words Named = Words.Where(LogCalls.MayTakeTemplate);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) => context.Watch(static _ => Named, Check, OperationKind.Invocation);

    static void Check(Sighting context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (LogCalls.TemplateOf(call.TargetMethod) is not { } template) return;
        foreach (var argument in call.Arguments)
        {
            if (argument is not { ArgumentKind: ArgumentKind.Explicit, Parameter.Ordinal: var ordinal, Value: var value } || ordinal != template.Ordinal || !IsPutTogether(value)) continue;
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, value.Syntax.GetLocation(), call.TargetMethod.Name));
        }
    }

    static bool IsPutTogether(IOperation value)
    {
        while (value is IParenthesizedOperation or IConversionOperation { OperatorMethod: null }) value = value.ChildOperations.First();
        if (value.ConstantValue.HasValue) return false;
        return value switch
        {
            IInterpolatedStringOperation => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum => HasText(sum),
            IConditionalOperation { WhenTrue: { } yes, WhenFalse: { } no } => IsPutTogether(yes) || IsPutTogether(no),
            ISwitchExpressionOperation choice => choice.Arms.Any(static a => IsPutTogether(a.Value)),
            IInvocationOperation { TargetMethod: { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } } concat => concat.Arguments.Any(static a => a.Value.ConstantValue is { HasValue: true, Value: string }),
            ILocalReferenceOperation local => IsKeptFor(local),
            IInvocationOperation { TargetMethod: { Name: "Format", ContainingType.SpecialType: SpecialType.System_String } } format => format.Arguments.Any(a => a.Parameter?.Name == "format" && a.Value.ConstantValue.HasValue),
            _ => false,
        };
    }

    /// <summary><c>var text = $"…"; log.LogInformation(text);</c>: a variable that nothing but the log reads.</summary>
    static bool IsKeptFor(ILocalReferenceOperation read)
    {
        var local = read.Local;
        if (local.DeclaringSyntaxReferences is not [var declared] || read.SemanticModel?.Bind(declared.GetSyntax()) is not IVariableDeclaratorOperation { Initializer.Value: var value } || !IsPutTogether(value)) return false;
        return !read.Root().Descendants().Any(o => o is ILocalReferenceOperation other && other != read && other.Syntax != read.Syntax && SymbolEqualityComparer.Default.Equals(other.Local, local));
    }

    /// <summary>Text of the program meets text that is not: two variables next to each other are somebody else's templates.</summary>
    static bool HasText(IOperation part) => part switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => HasText(sum.LeftOperand) || HasText(sum.RightOperand),
        IConversionOperation conversion => HasText(conversion.Operand),
        IInterpolatedStringOperation => true,
        _ => part.ConstantValue is { HasValue: true, Value: string { Length: > 0 } },
    };
}
