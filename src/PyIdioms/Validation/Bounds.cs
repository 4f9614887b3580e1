namespace PyIdioms;

public sealed partial class GtAttribute
{
    /// <inheritdoc/>
    public override string Constraint => $"Gt({Text(Value)})";

    /// <inheritdoc/>
    protected override string Requirement => $"must be greater than {Value}";

    /// <inheritdoc/>
    protected override bool Holds(object value) => ValueOrder.Applies(value, Value) ? ValueOrder.Compare(value, Value) > 0 : throw CannotApply(value);
}

public sealed partial class GeAttribute
{
    /// <inheritdoc/>
    public override string Constraint => $"Ge({Text(Value)})";

    /// <inheritdoc/>
    protected override string Requirement => $"must be at least {Value}";

    /// <inheritdoc/>
    protected override bool Holds(object value) => ValueOrder.Applies(value, Value) ? ValueOrder.Compare(value, Value) >= 0 : throw CannotApply(value);
}

public sealed partial class LtAttribute
{
    /// <inheritdoc/>
    public override string Constraint => $"Lt({Text(Value)})";

    /// <inheritdoc/>
    protected override string Requirement => $"must be less than {Value}";

    /// <inheritdoc/>
    protected override bool Holds(object value) => ValueOrder.Applies(value, Value) ? ValueOrder.Compare(value, Value) < 0 : throw CannotApply(value);
}

public sealed partial class LeAttribute
{
    /// <inheritdoc/>
    public override string Constraint => $"Le({Text(Value)})";

    /// <inheritdoc/>
    protected override string Requirement => $"must be at most {Value}";

    /// <inheritdoc/>
    protected override bool Holds(object value) => ValueOrder.Applies(value, Value) ? ValueOrder.Compare(value, Value) <= 0 : throw CannotApply(value);
}

public sealed partial class IntervalAttribute
{
    /// <inheritdoc/>
    public override string Constraint
    {
        get
        {
            var bounds = new List<string>(2);
            if (Gt is not null) bounds.Add($"Gt={Text(Gt)}");
            if (Ge is not null) bounds.Add($"Ge={Text(Ge)}");
            if (Lt is not null) bounds.Add($"Lt={Text(Lt)}");
            if (Le is not null) bounds.Add($"Le={Text(Le)}");
            return $"Interval({string.Join(", ", bounds)})";
        }
    }

    /// <inheritdoc/>
    protected override string Requirement
    {
        get
        {
            if (this is { Gt: null, Ge: not null, Lt: null, Le: not null }) return $"must be between {Ge} and {Le}";
            var bounds = new List<string>(2);
            if (Gt is not null) bounds.Add($"greater than {Gt}");
            if (Ge is not null) bounds.Add($"at least {Ge}");
            if (Lt is not null) bounds.Add($"less than {Lt}");
            if (Le is not null) bounds.Add($"at most {Le}");
            return bounds.Count == 0 ? "must be anything" : "must be " + string.Join(" and ", bounds);
        }
    }

    /// <inheritdoc/>
    protected override bool Holds(object value)
    {
        foreach (var bound in (ReadOnlySpan<object?>)[Gt, Ge, Lt, Le])
        {
            if (bound is not null && !ValueOrder.Applies(value, bound)) throw CannotApply(value);
        }
        return (Gt is null || ValueOrder.Compare(value, Gt) > 0)
            && (Ge is null || ValueOrder.Compare(value, Ge) >= 0)
            && (Lt is null || ValueOrder.Compare(value, Lt) < 0)
            && (Le is null || ValueOrder.Compare(value, Le) <= 0);
    }
}

public sealed partial class MultipleOfAttribute
{
    /// <inheritdoc/>
    public override string Constraint => $"MultipleOf({Text(MultipleOf)})";

    /// <inheritdoc/>
    protected override string Requirement => $"must be a multiple of {MultipleOf}";

    /// <inheritdoc/>
    protected override bool Holds(object value) => Divisibility.IsMultiple(value, MultipleOf) ?? throw CannotApply(value);
}
