namespace PyIdioms.Package.Tests;

/// <summary>What a package lacks is found in its project's file, when the project is built, and before anything is published.</summary>
public class PublishingTests(Feed feed)
{
    const string Code = "namespace Throwaway { public class Order { } }";

    const string Complete = """
        <PropertyGroup>
          <Description>
            Orders,
            and what becomes of them.
          </Description>
          <Authors>Throwaway</Authors>
          <PackageLicenseExpression>MIT</PackageLicenseExpression>
          <PackageReadmeFile>README.md</PackageReadmeFile>
          <RepositoryUrl>https://throwaway.invalid/orders</RepositoryUrl>
        </PropertyGroup>
        <ItemGroup><None Include="README.md" Pack="true" PackagePath="/" /></ItemGroup>
        """;

    [Theory]
    [InlineData("<IsPackable>true</IsPackable>")]
    [InlineData("<GeneratePackageOnBuild>true</GeneratePackageOnBuild>")]
    [InlineData("<OutputType>Exe</OutputType><PackAsTool>true</PackAsTool><IsPackable>true</IsPackable>")]
    public async Task SaysWhatLacks(string packed)
    {
        using var yard = new Yard(feed);
        yard.Project("Orders", ["PyIdioms"], $"<PropertyGroup><PackageId>Throwaway.Orders</PackageId>{packed}</PropertyGroup>", packed.Contains("Exe", StringComparison.Ordinal) ? "return;" : Code);
        var build = (await yard.Build("Orders")).Succeeded();
        Assert.Equal(["Orders.csproj: warning PYI1101"], build.Ours);
        Assert.Equal(
            [
                "Package 'Throwaway.Orders' has no Authors",
                "Package 'Throwaway.Orders' has no Description",
                "Package 'Throwaway.Orders' has no PackageLicenseExpression or PackageLicenseFile",
                "Package 'Throwaway.Orders' has no PackageReadmeFile",
                "Package 'Throwaway.Orders' has no RepositoryUrl",
            ],
            build.RemarksOf("PYI1101").Select(remark => remark.Text.Split(" (https")[0]).Order());
    }

    /// <summary>What is written by hand ends the finding at the next build, without anything else being changed.</summary>
    [Fact]
    public async Task GoesWithWhatIsWritten()
    {
        using var yard = new Yard(feed);
        yard.Write("Orders/README.md", "# Orders");
        const string packed = "<PropertyGroup><IsPackable>true</IsPackable></PropertyGroup>";
        yard.Project("Orders", ["PyIdioms"], packed, Code);
        Assert.Equal(5, (await yard.Build("Orders")).Succeeded().RemarksOf("PYI1101").Count());

        yard.Project("Orders", ["PyIdioms"], packed + Complete, Code);
        Assert.Empty((await yard.Build("Orders")).Succeeded().Remarks);
        Assert.Contains("README.md", (await yard.Publish("Orders")).Files);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<IsPackable>false</IsPackable>")]
    [InlineData("<IsPackable>true</IsPackable><IsTestProject>true</IsTestProject>")]
    [InlineData("<IsPackable>true</IsPackable><NoWarn>$(NoWarn);PYI1101</NoWarn>")]
    public async Task AsksNobodyElse(string properties)
    {
        using var yard = new Yard(feed);
        yard.Project("Orders", ["PyIdioms"], $"<PropertyGroup>{properties}</PropertyGroup>", Code);
        Assert.Empty((await yard.Build("Orders")).Succeeded().Remarks);
    }
}
