namespace PyIdioms;

/// <summary>Hooks that may have nothing to do. While they are off a call goes straight on: no state, no <c>try</c>, no awaiting.</summary>
/// <remarks>
/// Asked before each call. Where the question cannot be asked early (async streams, whose calls begin at their enumeration) or another decorator around the
/// same method is on, <c>OnEnter</c> runs all the same.
/// </remarks>
public interface ISwitch
{
    /// <summary>Whether the hooks have something to do.</summary>
    bool IsOn { get; }
}

/// <summary><see cref="ISwitch"/> for hooks that need something of the decorated method: see <see cref="IHooks{TState, TNeed}"/>.</summary>
/// <typeparam name="TNeed">What they need.</typeparam>
public interface ISwitch<in TNeed>
{
    /// <summary>Whether the hooks have something to do.</summary>
    /// <typeparam name="TMethod">A type of each decorated method's own: code for it is compiled for that method alone, and fits the one kind of logger that it meets.</typeparam>
    bool IsOn<TMethod>(TNeed need) where TMethod : struct;
}
