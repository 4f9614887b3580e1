using System.Numerics;
using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.SafeEval;

/// <summary>Expressions give what Python gives for them, but for what is to be refused (truth.json, "safe_eval").</summary>
public class TruthTests
{
    static readonly JsonElement Truth = Data.Truth.Of("eval", "safe_eval");

    [Fact]
    public void EveryCaseGivesItsValueOrItsError()
    {
        foreach (var one in Truth.GetProperty("cases").EnumerateArray()) Check(one, new Sandbox());
    }

    [Fact]
    public void VariablesAreReadBeforeFunctionsAreLookedFor()
    {
        var cases = Truth.GetProperty("with_vars").EnumerateArray().ToList();
        foreach (var one in cases.Where(c => !c.GetProperty("vars").TryGetProperty("abs", out _)))
        {
            var vars = one.GetProperty("vars");
            Check(one, new Sandbox { X = Of(vars, "x"), Y = Of(vars, "y") });
        }
        Assert.Equal(5L, new Shadowing { Abs = 5 }.Evaluate(cases[^1].GetProperty("expr").GetString()!));

        static object? Of(JsonElement vars, string name) => vars.TryGetProperty(name, out var value) ? value.GetInt64() : null;
    }

    [Fact]
    public void WhatReachesBeyondValuesIsRefused()
    {
        var refused = Truth.GetProperty("must_refuse").EnumerateArray().Select(c => c.GetProperty("expr").GetString()!).ToList();
        Assert.Equal(13, refused.Count);
        Assert.All(refused, text => Assert.True(Assert.Throws<SafeEvalException>(() => Sandbox.Compile(text)).Kind is EvalErrorKind.NotAllowed or EvalErrorKind.Name, text));
    }

    [Fact]
    public void EveryNameOfTheHandbookIsThere()
    {
        Assert.All(Truth.GetProperty("allowed_names").EnumerateArray().Select(n => n.GetString()!), name =>
        {
            if (name is "True" or "False" or "None") Sandbox.Compile(name);
            else Assert.Contains("is a function", Assert.Throws<SafeEvalException>(() => Sandbox.Compile(name)).Message);
        });
    }

    static void Check(JsonElement one, Sandbox sandbox)
    {
        var text = one.GetProperty("expr").GetString()!;
        if (one.TryGetProperty("error", out var error))
        {
            var kind = error.GetString() switch { "NameError" => EvalErrorKind.Name, "ZeroDivisionError" => EvalErrorKind.ZeroDivision, "TypeError" => EvalErrorKind.Type, "SyntaxError" => EvalErrorKind.Syntax, var other => throw new InvalidDataException(other) };
            Assert.Equal(kind, Assert.Throws<SafeEvalException>(() => sandbox.Evaluate(text)).Kind);
            return;
        }
        var (wanted, actual) = (one.GetProperty("ok"), sandbox.Evaluate(text));
        var isSame = wanted.ValueKind switch
        {
            JsonValueKind.Null => actual is null,
            JsonValueKind.True => actual is true,
            JsonValueKind.False => actual is false,
            JsonValueKind.String => actual is string value && value == wanted.GetString(),
            _ => actual is long or BigInteger && Literal.Repr(actual) == wanted.GetRawText(),
        };
        Assert.True(isSame, $"{text}: {Literal.Repr(actual)}");
    }
}
