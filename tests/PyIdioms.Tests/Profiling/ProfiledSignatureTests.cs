using PyIdioms.Tests.Decorators;

namespace PyIdioms.Tests.Profiling;

/// <summary>[Profiled] works on every signature that decorators are tried on.</summary>
public class ProfiledSignatureTests
{
    public static TheoryData<string> Signatures() => NastySignatures.Signatures();

    [Theory, MemberData(nameof(Signatures))]
    public async Task CompilesClean(string signature)
    {
        foreach (var decorators in (string[])["Profiled", "Profiled(Name = \"x\"), Timed"])
        {
            var generated = await Generated.From(signature.Replace("$", decorators));
            Assert.Empty(generated.Refusals);
            Assert.NotEmpty(generated.Files);
            Assert.Empty(generated.Complaints);
        }
    }
}
