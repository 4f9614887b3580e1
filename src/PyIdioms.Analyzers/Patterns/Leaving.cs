using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Code behind which the code around it does not go on.</summary>
static class Leaving
{
    /// <summary>A section of a switch from which nothing gets behind the switch.</summary>
    public static bool Section(IOperation section) => section is ISwitchCaseOperation { Body: [.., var last], Parent: ISwitchOperation around }
        && last.Leaves() && !section.Descendants().Any(o => o is IBranchOperation branch && SymbolEqualityComparer.Default.Equals(branch.Target, around.ExitLabel));
}
