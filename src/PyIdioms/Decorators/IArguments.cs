namespace PyIdioms;

/// <summary>Hooks that are shown the arguments of a call, one by one, typed and without boxing.</summary>
/// <typeparam name="TState">The state of the hooks.</typeparam>
/// <remarks>
/// Shown are all arguments that can leave the stack, without cancellation tokens and <c>out</c> parameters. An argument whose name or type says that it is
/// a secret (<c>password</c>, <c>[Secret]</c>) is shown as <c>"***"</c>.
/// </remarks>
public interface IArguments<TState>
{
    /// <summary>Whether the arguments of this call are of interest. Asked after <c>OnEnter</c>.</summary>
    bool WantsArguments(ref TState state);

    /// <summary>Gets one argument, in the order of the parameters.</summary>
    /// <param name="state">What <c>OnEnter</c> returned.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The argument.</param>
    void OnArgument<T>(ref TState state, string name, T value);

    /// <summary>Comes after the last argument, also where there is none.</summary>
    void OnArgumentsShown(ref TState state);
}

/// <summary><see cref="IArguments{TState}"/> for the arguments of marked parameters only.</summary>
/// <typeparam name="TState">The state of the hooks.</typeparam>
/// <typeparam name="TMark">The attribute that marks a parameter.</typeparam>
public interface IArguments<TState, TMark> : IArguments<TState> where TMark : ArgumentMarkAttribute;
