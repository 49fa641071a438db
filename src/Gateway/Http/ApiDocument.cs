using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Hosts;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ChatOrleans.Gateway.Http;

/// <summary>The OpenAPI document: what the framework can't see in the types of this gateway.</summary>
internal static class ApiDocument
{
    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer(Describe);
        options.AddOperationTransformer(DemandToken);
        options.AddOperationTransformer(ShowParameters);
        options.AddSchemaTransformer(ShowWireForm);
        options.CreateSchemaReferenceId = static type =>
            IsField(type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
    }

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ChatOrleans",
            Version = "v1",
            Description = "Private messages between two people. Refusals are problem documents whose code is in the wire contract.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[ChatClaims.Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An access token of register, login or refresh.",
        };
        document.Components.SecuritySchemes[HostCaller.Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key of a host application's server.",
        };
        return Task.CompletedTask;
    }

    private static Task DemandToken(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement
                {
                    [new OpenApiSecuritySchemeReference(
                        metadata.OfType<RequiredScope>().Any() ? HostCaller.Scheme : ChatClaims.Scheme, context.Document)] = [],
                },
            ];
        }

        return Task.CompletedTask;
    }

    /// <summary>Numbers and truths of the query string are what they are, though they are read as text.</summary>
    private static Task ShowParameters(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schemas = context.Description.ParameterDescriptions
            .Select(parameter => (parameter.Name, Schema: SchemaOf(parameter.ParameterDescriptor?.ParameterType)))
            .Where(parameter => parameter.Schema is not null)
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Schema!, StringComparer.Ordinal);
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (schemas.TryGetValue(parameter.Name ?? string.Empty, out var schema))
            {
                parameter.Schema = schema;
            }
        }

        return Task.CompletedTask;
    }

    private static OpenApiSchema? SchemaOf(Type? type) =>
        type == typeof(WholeNumber) || type == typeof(WholeNumber?) ? new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" }
        : type == typeof(Truth) || type == typeof(Truth?) ? new OpenApiSchema { Type = JsonSchemaType.Boolean }
        : null;

    /// <summary>Ids and times are strings, fields of requests are what they hold.</summary>
    private static Task ShowWireForm(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(UserId))
        {
            Become(schema, JsonSchemaType.String, "^u_[0-9a-f]{32}$");
        }
        else if (type == typeof(ThreadId) || type == typeof(AttachmentId))
        {
            Become(schema, JsonSchemaType.String, "^[0-9a-f]{32}$");
        }
        else if (type == typeof(Field<bool>))
        {
            Become(schema, JsonSchemaType.Boolean, pattern: null);
        }
        else if (type == typeof(Field<long>))
        {
            Become(schema, JsonSchemaType.Integer, pattern: null);
            schema.Format = "int64";
        }
        else if (type == typeof(Field<string>) || type == typeof(DateTimeOffset))
        {
            Become(schema, JsonSchemaType.String, pattern: null);
        }
        else if (type == typeof(AttachmentList))
        {
            Become(schema, JsonSchemaType.Array, pattern: null);
            schema.Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string>(StringComparer.Ordinal) { "attachmentId" },
                Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                {
                    ["attachmentId"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9a-f]{32}$" },
                },
            };
        }
        else if (type == typeof(Field<string[]>))
        {
            Become(schema, JsonSchemaType.Array, pattern: null);
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
        }
        else if (type == typeof(Field<PushKeys>))
        {
            Become(schema, JsonSchemaType.Object, pattern: null);
            schema.Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["p256dh"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["auth"] = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }

        return Task.CompletedTask;
    }

    private static bool IsField(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Field<>);

    private static void Become(OpenApiSchema schema, JsonSchemaType type, string? pattern)
    {
        schema.Type = type;
        schema.Pattern = pattern;
        schema.Properties = null;
        schema.Required = null;
    }
}
