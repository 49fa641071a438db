// An application with users of its own, who chat without a second account: see README.md.
using System.Security.Claims;
using ChatOrleans.AspNetHost;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(new ChatTokens(builder.Configuration.GetSection("Chat").Get<ChatSettings>()
    ?? throw new InvalidOperationException("The section Chat is missing."), TimeProvider.System));

// What the application has already: its users and their sessions.
builder.Services.AddAuthorization();
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
{
    options.Cookie.SameSite = SameSiteMode.Strict;
    options.Events.OnRedirectToLogin = context =>
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    };
});

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();

app.MapPost("/login", async (HttpContext context, LoginForm form) =>
{
    if (!DemoUsers.TryLogIn(form.User, form.Password, out var user))
    {
        return Results.Unauthorized();
    }

    var identity = new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, user.Id), new Claim(ClaimTypes.Name, user.Name)],
        CookieAuthenticationDefaults.AuthenticationScheme);
    await context.SignInAsync(new ClaimsPrincipal(identity));
    return Results.NoContent();
});

// All that chat adds: a token for whoever is logged in, which the page hands to its chat client.
app.MapPost("/chat-token", (ClaimsPrincipal user, ChatTokens tokens) => Results.Json(new
{
    server = tokens.Server,
    token = tokens.For(user.FindFirstValue(ClaimTypes.NameIdentifier)!, user.Identity!.Name!),
})).RequireAuthorization();

app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Shop is ready on {app.Urls.First()}"));
await app.RunAsync();
