using System.Reflection;

namespace PyIdioms;

/// <summary>What an AggregateException was told, without the messages of its children, which it shows behind its own.</summary>
static unsafe class OwnMessage
{
    /// <summary>Exception's own getter, whatever overrides it: an AggregateException's calls all those below it, which is slow for large trees and too deep for deep ones.</summary>
    static readonly delegate*<Exception, string> Getter = (delegate*<Exception, string>)typeof(Exception).GetProperty(nameof(Exception.Message), BindingFlags.Public | BindingFlags.Instance)!.GetMethod!.MethodHandle.GetFunctionPointer();

    public static string Of(Exception exception) => exception is AggregateException and not ExceptionGroup ? Getter(exception) : exception.Message;
}
