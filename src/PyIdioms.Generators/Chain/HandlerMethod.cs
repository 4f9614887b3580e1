using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Chain;

/// <summary>A method that can be a link: what its parameters get and what it answers with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">What each parameter gets.</param>
/// <param name="Task">The type of what it answers with, where that takes time; empty where it does not.</param>
/// <param name="IsTask">Whether that is a Task, not a ValueTask.</param>
/// <param name="AlwaysAnswers">Whether it never leaves a request to the next, as its type says.</param>
sealed record HandlerMethod(string Name, EquatableArray<string> Arguments, string Task, bool IsTask, bool AlwaysAnswers)
{
    public const string Request = "request", Token = "cancel";

    public bool IsAsync => Task.Length > 0;

    public bool TakesNext => Arguments.Contains(ChainLink.Next);

    public ChainLink Link(string call) => new(call, TakesNext, Arguments.Contains(Token), Arguments, Task, IsTask);

    /// <summary>The method that a generated chain has.</summary>
    public static HandlerMethod OfChain(ChainTypes types, bool isAsync) => isAsync
        ? new(Links.HandleAsync, new([Request, Token]), $"global::System.Threading.Tasks.ValueTask<{types.Answer}>", IsTask: false, AlwaysAnswers: false)
        : new(Links.Handle, new([Request]), "", IsTask: false, AlwaysAnswers: false);

    /// <summary>Reads a method; null, and why, where it cannot be called for a request.</summary>
    public static HandlerMethod? Of(IMethodSymbol method, ChainTypes types, out string problem)
    {
        problem = "";
        var arguments = new List<string>();
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is not (RefKind.None or RefKind.In)) problem = $"'{parameter.Name}' is passed in another way";
            else if (MethodShape.IsToken(parameter.Type)) arguments.Add(Token);
            else if (types.NextOf(parameter.Type) is { } isAsync)
            {
                if (isAsync != MethodShape.KindOf(method).Kind is ReturnKind.TaskOfT or ReturnKind.ValueTaskOfT) problem = $"'{parameter.Name}' answers {(isAsync ? "later and the method at once" : "at once and the method later")}";
                arguments.Add(ChainLink.Next);
            }
            else if (!arguments.Contains(Request) && types.TakesRequest(parameter.Type)) arguments.Add(Request);
            else if (!parameter.IsOptional) problem = $"'{parameter.Name}' gets nothing";
            else break;
            if (problem.Length > 0) return null;
        }
        if (!arguments.Contains(Request)) problem = $"it does not take a '{types.Request.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'";
        else if (arguments.Distinct().Count() < arguments.Count) problem = "it takes the same twice";
        else if (method.Arity != (arguments.Contains(ChainLink.Next) ? 1 : 0)) problem = $"it has {method.Arity} type parameters";
        else
        {
            var (kind, result) = MethodShape.KindOf(method);
            var isAsync = kind is ReturnKind.TaskOfT or ReturnKind.ValueTaskOfT;
            if (isAsync ? types.IsAnswer(result!) : kind == ReturnKind.Value && types.GivesAnswer(method.ReturnType))
            {
                var alwaysAnswers = !arguments.Contains(ChainLink.Next) && result is { NullableAnnotation: NullableAnnotation.NotAnnotated, IsReferenceType: true };
                return new(method.Name, arguments.ToEquatableArray(), isAsync ? TypeName.Of(method.ReturnType) : "", kind == ReturnKind.TaskOfT, alwaysAnswers);
            }
            problem = $"'{method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' is no '{types.AnswerText}'";
        }
        return null;
    }
}
