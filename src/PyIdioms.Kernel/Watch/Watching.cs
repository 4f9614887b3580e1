using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PyIdioms.Kernel.Watch;

/// <summary>
/// Shows rules the operations of the members that mention what they are about. A member that mentions nothing is never bound, and a document that mentions
/// nothing costs a look-up: rules that are registered for operations have the whole program bound for them.
/// </summary>
public static class Watching
{
    /// <summary>Registers what to do about operations of some kinds; the words may depend on a document's settings.</summary>
    public static void Watch(this CompilationStartAnalysisContext context, Func<SyntaxTree, Words> wordsFor, Action<Sighting> check, params OperationKind[] kinds)
    {
        var watched = new HashSet<OperationKind>(kinds);
        context.RegisterSemanticModelAction(document =>
        {
            var tree = document.SemanticModel.SyntaxTree;
            var places = wordsFor(tree).In(WordIndex.Of(tree, document.CancellationToken));
            using var any = places.GetEnumerator();
            if (!any.MoveNext()) return;
            foreach (var body in DocumentBodies.Of(document.SemanticModel, document.CancellationToken).Around(places))
            {
                ISymbol? container = null;
                foreach (var operation in body.Operations(document.CancellationToken))
                {
                    if (!watched.Contains(operation.Kind)) continue;
                    container ??= body.Container(document.CancellationToken);
                    if (container is not null) check(new(operation, container, document));
                }
            }
        });
    }
}
