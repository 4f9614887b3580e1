using System.ComponentModel;

namespace PyIdioms.Lanes;

/// <summary>What generated code does in a part of a <see cref="Prange"/>.</summary>
/// <typeparam name="TPart">What it finds there.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPrangeBody<TPart> where TPart : unmanaged
{
    /// <summary>Runs some iterations, while other threads run others.</summary>
    /// <param name="range">Which ones.</param>
    /// <param name="part">Where to put what is found.</param>
    void Run(Prange range, ref TPart part);
}
