namespace PyIdioms;

/// <summary>An asynchronous stream of rows that are fetched page by page: an <c>async def</c> with <c>yield</c> around a query.</summary>
/// <remarks>
/// Handbook, Advanced Async, "Async Generators", <c>stream_db_rows</c>; PEP 525. On a partial method without a body that returns <c>IAsyncEnumerable&lt;T&gt;</c>. The method of the same
/// name with <c>Core</c> behind it fetches one page: it takes the same parameters, the <c>offset</c> of its first row and the <c>limit</c> of rows, and returns them, mostly in a task. The
/// next page is fetched when the consumer asks for the row behind the last of this one; the first empty page ends the stream.
/// </remarks>
/// <param name="size">How many rows a page has at most.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PagedAttribute(int size) : Attribute
{
    /// <summary>How many rows a page has at most.</summary>
    public int Size => size;

    /// <summary>Whether a page with fewer rows is the last one, which saves a query. Not for sources that cap pages or filter them.</summary>
    public bool StopAtShortPage { get; set; }
}
