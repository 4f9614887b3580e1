namespace PyIdioms.Tool.Review;

/// <summary>Told how far a review is. Calls come from any thread.</summary>
interface IReviewProgress
{
    /// <summary>Packages are being restored.</summary>
    void Restoring();

    /// <summary>The build begins.</summary>
    void Building();

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

    public void Building()
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
