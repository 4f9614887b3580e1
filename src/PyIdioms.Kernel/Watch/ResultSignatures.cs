using System.Reflection;
using System.Reflection.Metadata;

namespace PyIdioms.Kernel.Watch;

/// <summary>The members of an assembly whose values mention types of some names, read from the signatures (ECMA-335 II.23.2) without making symbols.</summary>
sealed class ResultSignatures
{
    readonly MetadataReader reader;
    readonly HashSet<EntityHandle> types = [];

    public ResultSignatures(MetadataReader reader, HashSet<string> names)
    {
        this.reader = reader;
        foreach (var handle in reader.TypeReferences)
        {
            if (names.Contains(Simple(reader.GetTypeReference(handle).Name))) types.Add(handle);
        }
        foreach (var handle in reader.TypeDefinitions)
        {
            if (names.Contains(Simple(reader.GetTypeDefinition(handle).Name))) types.Add(handle);
        }
    }

    string Simple(StringHandle handle)
    {
        var name = reader.GetString(handle);
        var arity = name.IndexOf('`');
        return arity < 0 ? name : name.Substring(0, arity);
    }

    /// <summary>The names of the members that other assemblies can reach; those of methods are given as the source writes them.</summary>
    public IEnumerable<string> Read(Func<MetadataReader, MethodDefinition, string> nameOf)
    {
        if (types.Count == 0) yield break;
        foreach (var handle in reader.MethodDefinitions)
        {
            var method = reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.MemberAccessMask) is not (MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem)) continue;
            if (HasResult(method.Signature)) yield return nameOf(reader, method);
        }
        foreach (var handle in reader.FieldDefinitions)
        {
            var field = reader.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.FieldAccessMask) is not (FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem)) continue;
            var signature = reader.GetBlobReader(field.Signature);
            signature.ReadSignatureHeader();
            if (Mentions(ref signature)) yield return reader.GetString(field.Name);
        }
    }

    bool HasResult(BlobHandle method)
    {
        var signature = reader.GetBlobReader(method);
        if (signature.ReadSignatureHeader().IsGeneric) signature.ReadCompressedInteger();
        signature.ReadCompressedInteger();
        return Mentions(ref signature);
    }

    bool Mentions(ref BlobReader signature)
    {
        while (true)
        {
            switch ((SignatureTypeCode)signature.ReadCompressedInteger())
            {
                case SignatureTypeCode.RequiredModifier or SignatureTypeCode.OptionalModifier:
                    signature.ReadTypeHandle();
                    continue;
                case SignatureTypeCode.Pointer or SignatureTypeCode.ByReference or SignatureTypeCode.SZArray or SignatureTypeCode.Pinned:
                    continue;
                case (SignatureTypeCode)SignatureTypeKind.Class or (SignatureTypeCode)SignatureTypeKind.ValueType:
                    return types.Contains(signature.ReadTypeHandle());
                case SignatureTypeCode.GenericTypeParameter or SignatureTypeCode.GenericMethodParameter:
                    signature.ReadCompressedInteger();
                    return false;
                case SignatureTypeCode.GenericTypeInstance:
                    signature.ReadCompressedInteger();
                    var found = types.Contains(signature.ReadTypeHandle());
                    for (var left = signature.ReadCompressedInteger(); left > 0; left--) found |= Mentions(ref signature);
                    return found;
                case SignatureTypeCode.Array:
                    var element = Mentions(ref signature);
                    signature.ReadCompressedInteger();
                    for (var sizes = signature.ReadCompressedInteger(); sizes > 0; sizes--) signature.ReadCompressedInteger();
                    for (var bounds = signature.ReadCompressedInteger(); bounds > 0; bounds--) signature.ReadCompressedSignedInteger();
                    return element;
                case SignatureTypeCode.FunctionPointer:
                    if (signature.ReadSignatureHeader().IsGeneric) signature.ReadCompressedInteger();
                    var any = false;
                    for (var left = signature.ReadCompressedInteger() + 1; left > 0; left--) any |= Mentions(ref signature);
                    return any;
                default:
                    return false;
            }
        }
    }
}
