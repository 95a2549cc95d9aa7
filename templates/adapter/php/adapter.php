<?php
// An adapter of the conformance kit: one JSON object a line in, one out. PHP 8.0 or newer, nothing to install.

/** reason: state nonce iss aud exp signature alg hash azp issuer token-response idp-error network other */
class Rejected extends Exception
{
    public function __construct(public string $reason, string $message)
    {
        parent::__construct($message);
    }
}

// ---- YOUR LIBRARY: start_login and finish_login. Replace what they do by what your application does. ----
// What stands here is the least that signs somebody in. It does NOT verify the ID token (signature, issuer, audience,
// expiry, nonce): the checks of ID tokens fail until your library does that, in finish_login.

function fetch(string $url, array $headers = [], ?array $form = null): array
{
    $http = ['method' => $form ? 'POST' : 'GET', 'timeout' => 10, 'ignore_errors' => true, 'follow_location' => 0];
    if ($form) {
        $headers[] = 'Content-Type: application/x-www-form-urlencoded';
        $http['content'] = http_build_query($form);
    }
    // PHP's streams read no such variable by themselves.
    $proxy = getenv('HTTPS_PROXY');
    if ($proxy && str_starts_with($url, 'https:')) {
        $http['proxy'] = str_replace('http:', 'tcp:', $proxy);
    }
    $stream = @fopen($url, 'r', false, stream_context_create(['http' => $http + ['header' => $headers]]));
    if ($stream === false) {
        throw new Rejected('network', "$url gives no answer");
    }
    $status = stream_get_meta_data($stream)['wrapper_data'][0];
    if (!str_contains($status, ' 200')) {
        throw new Rejected('idp-error', "$url answers $status");
    }
    return json_decode(stream_get_contents($stream), true) ?? throw new Rejected('token-response', "$url answers something that is no JSON");
}

function random(): string
{
    return rtrim(strtr(base64_encode(random_bytes(32)), '+/', '-_'), '=');
}

/** The URL to sign in at, and what finish_login has to know. */
function start_login(array $config): array
{
    $kept = ['state' => random(), 'nonce' => random(), 'verifier' => random()];
    $query = http_build_query([
        'client_id' => $config['clientId'], 'response_type' => 'code', 'scope' => implode(' ', $config['scopes']),
        'redirect_uri' => $config['redirectUri'], 'state' => $kept['state'], 'nonce' => $kept['nonce'],
        'code_challenge' => rtrim(strtr(base64_encode(hash('sha256', $kept['verifier'], true)), '+/', '-_'), '='),
        'code_challenge_method' => 'S256',
    ]);
    return ["{$config['metadata']['authorization_endpoint']}?$query", $kept];
}

/** The subject that is signed in now, or Rejected. */
function finish_login(array $config, ?array $kept, string $url): string
{
    parse_str((string) parse_url($url, PHP_URL_QUERY), $answer);
    if ($kept === null || ($answer['state'] ?? null) !== $kept['state']) {
        throw new Rejected('state', 'another state than that of this session');
    }
    if (isset($answer['error']) || !isset($answer['code'])) {
        throw new Rejected('idp-error', $answer['error'] ?? 'no code');
    }
    $body = [
        'grant_type' => 'authorization_code', 'code' => $answer['code'],
        'redirect_uri' => $config['redirectUri'], 'code_verifier' => $kept['verifier'],
    ];
    $headers = [];
    if ($config['auth'] === 'client_secret_basic') {
        $pair = urlencode($config['clientId']) . ':' . urlencode($config['clientSecret']);
        $headers[] = 'Authorization: Basic ' . base64_encode($pair);
    } else {
        $body['client_id'] = $config['clientId'];
        if ($config['auth'] === 'client_secret_post') {
            $body['client_secret'] = $config['clientSecret'];
        }
    }
    $tokens = fetch($config['metadata']['token_endpoint'], $headers, $body);
    if (!isset($tokens['access_token'], $tokens['id_token'])) {
        throw new Rejected('token-response', 'a token is missing');
    }
    // Here your library verifies $tokens['id_token'] against $kept['nonce'] and $config['metadata']['jwks_uri'].
    return fetch($config['metadata']['userinfo_endpoint'], ["Authorization: Bearer {$tokens['access_token']}"])['sub'];
}

// ---- The protocol: nothing to change from here on. ----

$config = [];
$sessions = [];

function answer(array $message, array &$config, array &$sessions): array
{
    $session = $message['session'] ?? '';
    switch ($message['op']) {
        case 'hello':
            return ['name' => 'my library', 'lang' => 'php', 'ops' => ['configure', 'authorize', 'callback', 'userinfo']];
        case 'configure':
            $config = $message + ['metadata' => fetch("{$message['issuer']}/.well-known/openid-configuration")];
            return [];
        case 'authorize':
            [$url, $sessions[$session]] = start_login($config);
            return ['url' => $url];
        case 'callback':
            $kept = $sessions[$session] ?? null;
            unset($sessions[$session]);
            try {
                return ['outcome' => 'accepted', 'sub' => finish_login($config, $kept, $message['url'])];
            } catch (Rejected $error) {
                return ['outcome' => 'rejected', 'error' => ['message' => $error->getMessage(), 'reason' => $error->reason]];
            }
    }
    throw new Exception("no such operation: {$message['op']}");
}

while (($line = fgets(STDIN)) !== false) {
    $message = json_decode($line, true);
    try {
        $reply = ['ok' => true] + answer($message, $config, $sessions);
    } catch (Throwable $error) {
        $reply = ['ok' => false, 'error' => $error->getMessage()];
    }
    echo json_encode(['id' => $message['id']] + $reply), "\n";
}
