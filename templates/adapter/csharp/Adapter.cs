// An adapter of the conformance kit: one JSON object a line in, one out. .NET 8 or newer, nothing to install.
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

var config = new JsonObject();
var metadata = new JsonObject();
var sessions = new Dictionary<string, Login>();

// ---- The protocol: nothing to change here. ----

while (Console.ReadLine() is { } line)
{
    var message = JsonNode.Parse(line)!.AsObject();
    JsonObject reply;
    try
    {
        reply = await Operate(message);
        reply["ok"] = true;
    }
    catch (Exception error)
    {
        reply = new JsonObject { ["ok"] = false, ["error"] = $"{error.GetType().Name}: {error.Message}" };
    }
    reply["id"] = (int)message["id"]!;
    Console.WriteLine(reply.ToJsonString());
}

async Task<JsonObject> Operate(JsonObject message)
{
    var session = (string?)message["session"] ?? "";
    switch ((string)message["op"]!)
    {
        case "hello":
            return new JsonObject
            {
                ["name"] = "my library", ["lang"] = "csharp", ["ops"] = new JsonArray("configure", "authorize", "callback", "userinfo"),
            };
        case "configure":
            config = message;
            metadata = await Library.Get($"{message["issuer"]}/.well-known/openid-configuration");
            return new JsonObject();
        case "authorize":
            sessions[session] = new Login(Library.Random(), Library.Random(), Library.Random());
            return new JsonObject { ["url"] = Library.StartLogin(config, metadata, sessions[session]) };
        case "callback":
            try
            {
                sessions.Remove(session, out var kept);
                return new JsonObject { ["outcome"] = "accepted", ["sub"] = await Library.FinishLogin(config, metadata, kept, new Uri((string)message["url"]!)) };
            }
            catch (Rejected no)
            {
                var error = new JsonObject { ["message"] = no.Message, ["reason"] = no.Reason };
                return new JsonObject { ["outcome"] = "rejected", ["error"] = error };
            }
        default:
            throw new ArgumentException($"no such operation: {message["op"]}");
    }
}

record Login(string State, string Nonce, string Verifier);

/// <summary>reason: state nonce iss aud exp signature alg hash azp issuer token-response idp-error network other</summary>
class Rejected(string reason, string message) : Exception(message)
{
    public string Reason => reason;
}

// ---- YOUR LIBRARY: StartLogin and FinishLogin. Replace what they do by what your application does. ----
// What stands here is the least that signs somebody in. It does NOT verify the ID token (signature, issuer, audience,
// expiry, nonce): the checks of ID tokens fail until your library does that, in FinishLogin.

static class Library
{
    static readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };

    public static string Random() => Base64Url(RandomNumberGenerator.GetBytes(32));

    static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static Task<JsonObject> Get(string url) => Fetch(new HttpRequestMessage(HttpMethod.Get, url));

    static async Task<JsonObject> Fetch(HttpRequestMessage request)
    {
        try
        {
            using var response = await http.SendAsync(request);
            if ((int)response.StatusCode != 200) throw new Rejected("idp-error", $"{request.RequestUri} answers {(int)response.StatusCode}");
            return JsonNode.Parse(await response.Content.ReadAsStringAsync()) as JsonObject
                ?? throw new Rejected("token-response", $"{request.RequestUri} answers no object");
        }
        catch (JsonException error)
        {
            throw new Rejected("token-response", error.Message);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            throw new Rejected("network", error.Message);
        }
    }

    /// <summary>The URL to sign in at; what FinishLogin has to know is in kept.</summary>
    public static string StartLogin(JsonObject config, JsonObject metadata, Login kept)
    {
        var query = new Dictionary<string, string>
        {
            ["client_id"] = (string)config["clientId"]!,
            ["response_type"] = "code",
            ["scope"] = string.Join(' ', config["scopes"]!.AsArray().Select(scope => (string)scope!)),
            ["redirect_uri"] = (string)config["redirectUri"]!,
            ["state"] = kept.State,
            ["nonce"] = kept.Nonce,
            ["code_challenge"] = Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(kept.Verifier))),
            ["code_challenge_method"] = "S256",
        };
        return $"{metadata["authorization_endpoint"]}?{string.Join('&', query.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"))}";
    }

    /// <summary>The subject that is signed in now, or Rejected.</summary>
    public static async Task<string> FinishLogin(JsonObject config, JsonObject metadata, Login? kept, Uri callback)
    {
        var answer = callback.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .GroupBy(parts => parts[0])
            .ToDictionary(same => same.Key, same => Uri.UnescapeDataString(same.First().ElementAtOrDefault(1)?.Replace('+', ' ') ?? ""));
        if (kept is null || answer.GetValueOrDefault("state") != kept.State) throw new Rejected("state", "another state than that of this session");
        if (answer.ContainsKey("error") || !answer.ContainsKey("code")) throw new Rejected("idp-error", answer.GetValueOrDefault("error") ?? "no code");
        var body = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = answer["code"],
            ["redirect_uri"] = (string)config["redirectUri"]!,
            ["code_verifier"] = kept.Verifier,
        };
        var request = new HttpRequestMessage(HttpMethod.Post, (string)metadata["token_endpoint"]!);
        var (id, secret) = ((string)config["clientId"]!, (string?)config["clientSecret"] ?? "");
        if ((string)config["auth"]! == "client_secret_basic")
        {
            var pair = Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        }
        else
        {
            body["client_id"] = id;
            if (secret != "") body["client_secret"] = secret;
        }
        request.Content = new FormUrlEncodedContent(body);
        var tokens = await Fetch(request);
        if (tokens["access_token"] is null || tokens["id_token"] is null) throw new Rejected("token-response", "a token is missing");
        // Here your library verifies the ID token against kept.Nonce and metadata["jwks_uri"].
        var userinfo = new HttpRequestMessage(HttpMethod.Get, (string)metadata["userinfo_endpoint"]!);
        userinfo.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (string)tokens["access_token"]!);
        return (string)(await Fetch(userinfo))["sub"]!;
    }
}
