namespace PyIdioms.Tool.Review;

/// <summary>Told how far a review is. Calls come from any thread.</summary>
interface IReviewProgress
{
    /// <summary>Packages are being restored, and the build begins after that.</summary>
    void Restoring();

    /// <summary>One more project, for one framework, was built.</summary>
    void Built();

    /// <summary>The rules start on so many compilations.</summary>
    void Reviewing(int compilations);

    /// <summary>The rules are done with one more compilation.</summary>
    void Reviewed();
}

/// <summary>Where nobody watches.</summary>
sealed class SilentProgress : IReviewProgress
{
    public void Restoring()
    {
    }

    public void Built()
    {
    }

    public void Reviewing(int compilations)
    {
    }

    public void Reviewed()
    {
    }
}
