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
        context.RegisterSemanticModelAction(document =>
        {
            var cancel = document.CancellationToken;
            var tree = document.SemanticModel.SyntaxTree;
            var (words, index) = (wordsFor(tree), WordIndex.Of(tree, cancel));
            if (!words.AreIn(index)) return;
            foreach (var body in DocumentBodies.Of(document.SemanticModel, cancel).With(words, index))
            {
                ISymbol? container = null;
                foreach (var kind in kinds)
                {
                    foreach (var operation in body.Operations(kind, cancel))
                    {
                        container ??= body.Container(cancel);
                        if (container is not null) check(new(operation, container, body, document));
                    }
                }
            }
        });
    }
}
