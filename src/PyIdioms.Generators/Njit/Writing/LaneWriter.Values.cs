namespace PyIdioms.Generators.Njit;

/// <summary>Values: those that are the same in all lanes as scalars, the others as vectors.</summary>
sealed partial class LaneWriter
{
    /// <summary>A value in lanes, of a type: a scalar goes to all of them.</summary>
    string[] Lanes(Expr value, Num type, bool isExact = true)
    {
        if (type == Num.Bool) return Questions(value);
        if (plan.Varies(value)) return Lanes(value, isExact);
        var scalar = $"{width.Vector}.Create(({width.Carrier(type).Keyword()})({Scalar(value)}))";
        if (value is Const) return Each(_ => scalar);
        return IsFixed(value) ? [.. Enumerable.Repeat(Fixed(scalar), copies)] : Kept(value, () => [.. Enumerable.Repeat(scalar, copies)]);
    }

    /// <summary>What is known before the loop, and is the same in all of it: no store touches what is loaded.</summary>
    bool IsFixed(Expr value) => !value.MayThrow() && value.All().All(e => e is not VarRef && (e is not Load load || !plan.Accesses.IsStoredTo(load.Place)));

    string Fixed(string scalar)
    {
        if (!fixedNames.TryGetValue(scalar, out var name)) fixedNames[scalar] = name = names.Next("fixed");
        return name;
    }

    string Scalar(Expr value)
    {
        AskFirst(value);
        return ScalarText(value);
    }

    string ScalarText(Expr value) => ScalarCode.Of(value,
        v => v.Kind is VariableKind.Counter ? $"({v.Type.Keyword()}){v.Name}" : v.Kind is VariableKind.Lane ? $"({v.Type.Keyword()}){at}" : v.Name,
        load => $"({(load.Place.Element == Num.Char ? "(char)" : load.Place.Element == Num.Bool ? "0 != " : "")}global::System.Runtime.CompilerServices.Unsafe.Add(ref {RefOf(load.Place)}, {(Linear.Of(load.Index) is null ? $"(nint)({ScalarText(load.Index)})" : Index(load.Place, load.Index, 0))}))");

    /// <summary>A value that differs between lanes, where all bits of its carrier must be right or just those of its type.</summary>
    string[] Lanes(Expr value, bool isExact) => value switch
    {
        VarRef { Var.Kind: VariableKind.Lane } => Kept(value, () => Each(u => $"{width.Vector}.CreateSequence<{width.Carrier(value.Type).Keyword()}>(({width.Carrier(value.Type).Keyword()})({At(u)}), ({width.Carrier(value.Type).Keyword()}){apart})")),
        VarRef reference => held[reference.Var],
        Load load => Kept(load, () => Loaded(load)),
        Unary { Op: '-' } unary => Negated(unary, isExact),
        Unary { Op: '~' } unary => Exact(value, Each1(Lanes(unary.Operand, unary.Type, isExact: false), x => $"(~{x})"), isExact),
        Binary binary => repeated.Contains(value) ? Kept(value, () => Computed(binary, isExact: true)) : Computed(binary, isExact),
        Choose choose => Kept(value, () => Chosen(choose)),
        Converted converted => repeated.Contains(value) ? Kept(value, () => ConvertedOf(converted, isExact: true)) : ConvertedOf(converted, isExact),
        Called called => Kept(value, () => CalledOf(called)),
        _ => throw new InvalidOperationException(value.ToString()),
    };

    /// <summary>A value that is named where it is used more than once.</summary>
    string[] Kept(Expr value, Func<string[]> compute)
    {
        if (known.TryGetValue(value, out var already)) return already;
        var computed = compute();
        if (!repeated.Contains(value)) return computed;
        var kept = Each(_ => names.Next());
        for (var u = 0; u < copies; u++) code.Line($"var {kept[u]} = {computed[u]};");
        return known[value] = kept;
    }

    static string[] Each1(string[] x, Func<string, string> one) => [.. x.Select(one)];

    static string[] Each2(string[] x, string[] y, Func<string, string, string> one) => [.. x.Zip(y, one)];

    string At(int u) => u == 0 ? at : plan.Loop.InBlocks ? $"{at} + {u * width.Lanes} * {apart}" : $"{at} + {u * width.Lanes * plan.Loop.Apart}";

    string[] Negated(Unary unary, bool isExact)
    {
        var operand = Lanes(unary.Operand, unary.Type, isExact: false);
        return Exact(unary, Each1(operand, x => unary.Type.IsFloat() ? $"(-{x})" : $"({width.TypeOf(unary.Type)}.Zero - {x})"), isExact);
    }

    /// <summary>What an operation left in a lane of 8 bytes, as its narrower type has it.</summary>
    string[] Exact(Expr value, string[] computed, bool isExact) => isExact ? Exact(value.Type, computed) : computed;

    string[] Exact(Num type, string[] computed) => (type, width.LaneBytes) switch
    {
        (Num.I32, 8) or (Num.U32, 8) or (Num.F32, 8) or (Num.I8 or Num.U8 or Num.I16 or Num.U16 or Num.Char, _) => Each1(computed, x => $"{width.Ours}.As{NameOf(type)}({x})"),
        _ => computed,
    };

    /// <summary>A type as the methods of the lanes are named after it.</summary>
    static string NameOf(Num type) => type switch
    {
        Num.I8 => "SByte",
        Num.U8 => "Byte",
        Num.I16 => "Int16",
        Num.U16 or Num.Char => "UInt16",
        Num.I32 => "Int32",
        Num.U32 => "UInt32",
        Num.I64 => "Int64",
        Num.U64 => "UInt64",
        Num.F32 => "Single",
        _ => "Double",
    };

    string[] Computed(Binary binary, bool isExact)
    {
        var type = binary.Type;
        switch (binary.Op)
        {
            case "+" or "-" when plan.IsFast && type.IsFloat() && Fused(binary) is { } fused: return Exact(binary, fused, isExact);
            case "/" when plan.IsFast && type.IsFloat() && !plan.Varies(binary.Right):
                return Lanes(new Binary("*", type, binary.Left, new Binary("/", type, Constants.Of(type, 1), binary.Right)), isExact);
            case "+" or "-" or "*" when type.IsInteger():
                return Exact(binary, Each2(Lanes(binary.Left, type, isExact: false), Lanes(binary.Right, type, isExact: false), (x, y) => $"({x} {binary.Op} {y})"), isExact);
            case "+" or "-" or "*" or "/" when type.IsFloat():
                return Exact(binary, Each2(Lanes(binary.Left, type), Lanes(binary.Right, type), (x, y) => $"({x} {binary.Op} {y})"), isExact);
            case "&" or "|" or "^":
                // Of exact operands the bits beyond the type are copies of the sign, or zero, and remain so.
                return Each2(Lanes(binary.Left, type, isExact), Lanes(binary.Right, type, isExact), (x, y) => $"({x} {binary.Op} {y})");
            case "<<": return Exact(binary, Each1(Lanes(binary.Left, type, isExact: false), x => $"{width.Vector}.ShiftLeft({x}, {Count(binary)})"), isExact);
            case ">>" when type.IsSigned(): return Each1(Lanes(binary.Left, type), x => $"{width.Vector}.ShiftRightArithmetic({x}, {Count(binary)})");
            case ">>" or ">>>" when !type.IsSigned(): return Each1(Lanes(binary.Left, type), x => $"{width.Vector}.ShiftRightLogical({x}, {Count(binary)})");
            case ">>>": return Exact(binary, Each1(type == Num.I32 && width.LaneBytes == 8 ? Exact(Num.U32, Lanes(binary.Left, type)) : Lanes(binary.Left, type), x => $"{width.Vector}.ShiftRightLogical({x}, {Count(binary)})"), isExact);
            case "/" or "%": return Hazards.IsDivision(binary) ? DividedBy(binary) : Divided(binary);
            default: throw new InvalidOperationException(binary.ToString());
        }
    }

    /// <summary>How far a shift goes, as C# takes it.</summary>
    string Count(Binary shift)
    {
        var most = shift.Type.Size() * 8 - 1;
        return shift.Right.Whole() is { } number ? (number & most).ToString(System.Globalization.CultureInfo.InvariantCulture) : $"({Scalar(shift.Right)} & {most})";
    }

    /// <summary>Whole numbers by a power of two: towards zero.</summary>
    string[] Divided(Binary division)
    {
        var power = Constants.PowerOfTwo(((Const)division.Right).Value)!.Value;
        var left = Lanes(division.Left, division.Type);
        if (power == 0) return division.Op == "/" ? left : Each(_ => $"{width.TypeOf(division.Type)}.Zero");
        var (vector, bits) = (width.Vector, width.LaneBytes * 8);
        if (!division.Type.IsSigned())
        {
            return division.Op == "/"
                ? Each1(left, x => $"{vector}.ShiftRightLogical({x}, {power})")
                : Each1(left, x => $"({x} & {vector}.Create(({width.Carrier(division.Type).Keyword()}){(1UL << power) - 1}))");
        }
        var quotient = Each1(left, x => $"{vector}.ShiftRightArithmetic({x} + {vector}.ShiftRightLogical({vector}.ShiftRightArithmetic({x}, {bits - 1}), {bits - power}), {power})");
        return division.Op == "/" ? quotient : Each2(left, quotient, (x, q) => $"({x} - {vector}.ShiftLeft({q}, {power}))");
    }

    /// <summary>A product and a sum in one rounding; null where there is no product.</summary>
    string[]? Fused(Binary sum)
    {
        if (sum.Right is Binary { Op: "*" } product && plan.Varies(product) && !known.ContainsKey(product)) return MulAdd(product, sum.Left, sum.Op == "-" ? "-" : "", "");
        if (sum.Left is Binary { Op: "*" } first && plan.Varies(first) && !known.ContainsKey(first)) return MulAdd(first, sum.Right, "", sum.Op == "-" ? "-" : "");
        return null;
    }

    string[] MulAdd(Binary product, Expr addend, string productSign, string addendSign)
    {
        var (x, y, z) = (Lanes(product.Left, product.Type), Lanes(product.Right, product.Type), Lanes(addend, product.Type));
        return Each(u => $"{width.Vector}.MultiplyAddEstimate({productSign}{x[u]}, {y[u]}, {addendSign}{z[u]})");
    }

    string[] Chosen(Choose choose)
    {
        if (choose.Then.MayThrow() || choose.Else.MayThrow()) return ChosenWithCare(choose);
        var (then, otherwise) = (Lanes(choose.Then, choose.Type), Lanes(choose.Else, choose.Type));
        if (!plan.Varies(choose.If))
        {
            var scalar = Scalar(choose.If);
            return Each2(then, otherwise, (x, y) => $"({scalar} ? {x} : {y})");
        }
        var condition = Questions(choose.If);
        return Each(u => $"{width.Vector}.ConditionalSelect({width.Seen(condition[u], width.Mask, width.Carrier(choose.Type))}, {then[u]}, {otherwise[u]})");
    }

    /// <summary>What a lane does not choose does not throw in it.</summary>
    string[] ChosenWithCare(Choose choose)
    {
        var condition = Named(Questions(choose.If));
        var then = Under(condition, () => Lanes(choose.Then, choose.Type));
        var otherwise = Under(Each1(condition, static x => $"~{x}"), () => Lanes(choose.Else, choose.Type));
        return Each(u => $"{width.Vector}.ConditionalSelect({width.Seen(condition[u], width.Mask, width.Carrier(choose.Type))}, {then[u]}, {otherwise[u]})");
    }

    /// <summary>What holds in which lanes.</summary>
    string[] Questions(Expr value)
    {
        if (!plan.Varies(value))
        {
            var scalar = Scalar(value);
            return Each(_ => $"({scalar} ? {width.TypeOf(Num.Bool)}.AllBitsSet : {width.TypeOf(Num.Bool)}.Zero)");
        }
        return value switch
        {
            VarRef reference => held[reference.Var],
            Unary unary => Each1(Questions(unary.Operand), x => $"(~{x})"),
            Binary { Op: "&&" or "||" } either => Either(either),
            Binary binary => Each2(Questions(binary.Left), Questions(binary.Right), (x, y) => $"({x} {binary.Op} {y})"),
            Load load => Kept(load, () => Each1(Loaded(load), x => $"(~{width.Vector}.Equals({x}, {Zeros}))")),
            Compare compare => Kept(compare, () => Compared(compare)),
            Choose choose => ChosenQuestion(choose),
            _ => throw new InvalidOperationException(value.ToString()),
        };
    }

    string[] Either(Binary either)
    {
        var op = either.Op.Substring(0, 1);
        if (!either.Right.MayThrow()) return Each2(Questions(either.Left), Questions(either.Right), (x, y) => $"({x} {op} {y})");
        var left = Named(Questions(either.Left));
        var right = Under(op == "&" ? left : Each1(left, static x => $"~{x}"), () => Questions(either.Right));
        return Each2(left, right, (x, y) => $"({x} {op} {y})");
    }

    string[] ChosenQuestion(Choose choose)
    {
        var condition = Named(Questions(choose.If));
        var isSafe = !choose.Then.MayThrow() && !choose.Else.MayThrow();
        var then = isSafe ? Questions(choose.Then) : Under(condition, () => Questions(choose.Then));
        var otherwise = isSafe ? Questions(choose.Else) : Under(Each1(condition, static x => $"~{x}"), () => Questions(choose.Else));
        return Each(u => $"{width.Vector}.ConditionalSelect({condition[u]}, {then[u]}, {otherwise[u]})");
    }

    string[] Compared(Compare compare)
    {
        if (compare.Left.Type == Num.Bool) return Each2(Questions(compare.Left), Questions(compare.Right), (x, y) => compare.Op == "==" ? $"(~({x} ^ {y}))" : $"({x} ^ {y})");
        var type = compare.Left.Type;
        var name = compare.Op switch { "<" => "LessThan", "<=" => "LessThanOrEqual", ">" => "GreaterThan", ">=" => "GreaterThanOrEqual", _ => "Equals" };
        return Each2(Lanes(compare.Left, type), Lanes(compare.Right, type), (x, y) =>
            (compare.Op == "!=" ? "~" : "") + width.Seen($"{width.Vector}.{name}({x}, {y})", width.Carrier(type), width.Mask));
    }

    string[] CalledOf(Called called)
    {
        if (Hazards.IsNegation(called)) return Absolute(called);
        var arguments = called.Arguments.Select(a => Lanes(a, called.Type)).ToList();
        var home = MathFunctions.IsApproximate(called.Name) ? width.Ours : width.Vector;
        var computed = Each(u => $"{home}.{called.Name}({string.Join(", ", arguments.Select(a => a[u]))})");
        return called.Name is "Sqrt" || MathFunctions.IsApproximate(called.Name) ? Exact(called.Type, computed) : computed;
    }
}
