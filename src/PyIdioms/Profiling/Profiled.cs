using System.ComponentModel;

namespace PyIdioms;

partial class ProfiledAttribute : IHooks<ProfiledCall>, ISwitch
{
    /// <summary>The method's place in every thread's tallies, from its first call on.</summary>
    int index = -1;

    /// <summary>Whether calls are counted.</summary>
    public bool IsOn => Profile.IsOn;

    /// <summary>Notes that a call begins, if the profile is on.</summary>
    public ProfiledCall OnEnter(in CallSite site) => Profile.IsOn ? Enter(in site) : default;

    /// <summary>Adds the call to the profile, if it was on when the call began.</summary>
    public void OnExit(in CallSite site, ref ProfiledCall state, Exception? error)
    {
        if (state.Owner is not null) state.End();
    }

    ProfiledCall Enter(in CallSite site)
    {
        var mine = Volatile.Read(ref index);
        if (mine < 0) mine = First(in site);
        return site.Flow == CallFlow.Synchronous ? ThreadTallies.Current().Enter(mine) : AsyncCall.Enter(mine, site.Flow);
    }

    /// <summary>Of two threads that come first, one gives the number.</summary>
    int First(in CallSite site)
    {
        var place = Profile.Register(Name ?? site.Name);
        var other = Interlocked.CompareExchange(ref index, place, -1);
        return other < 0 ? place : other;
    }
}

/// <summary>A call that the profile waits for. Generated code keeps it between the hooks.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ProfiledCall : IEquatable<ProfiledCall>
{
    internal ProfiledCall(object owner, int depth) => (Owner, Depth) = (owner, depth);

    /// <summary>The tallies of the thread for a synchronous call, the call itself for any other; null while the profile is off.</summary>
    internal object? Owner { get; }

    /// <summary>Where the call stands on its thread.</summary>
    internal int Depth { get; }

    internal void End()
    {
        if (Owner is ThreadTallies thread) thread.Exit(Depth);
        else ((AsyncCall)Owner!).Exit();
    }

    /// <summary>Whether both are the same call.</summary>
    public bool Equals(ProfiledCall other) => ReferenceEquals(Owner, other.Owner) && Depth == other.Depth;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ProfiledCall other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Owner, Depth);

    /// <summary>Whether both are the same call.</summary>
    public static bool operator ==(ProfiledCall left, ProfiledCall right) => left.Equals(right);

    /// <summary>Whether they are different calls.</summary>
    public static bool operator !=(ProfiledCall left, ProfiledCall right) => !left.Equals(right);
}
