# An adapter of the conformance kit: one JSON object a line in, one out. Ruby 2.7 or newer, nothing to install.
require 'digest'
require 'json'
require 'net/http'
require 'securerandom'

# reason: state nonce iss aud exp signature alg hash azp issuer token-response idp-error network other
class Rejected < StandardError
  attr_reader :reason

  def initialize(reason, message)
    super(message)
    @reason = reason
  end
end

# ---- YOUR LIBRARY: start_login and finish_login. Replace what they do by what your application does. ----
# What stands here is the least that signs somebody in. It does NOT verify the ID token (signature, issuer, audience,
# expiry, nonce): the checks of ID tokens fail until your library does that, in finish_login.

def fetch(url, headers = {}, form = nil)
  uri = URI(url)
  request = form ? Net::HTTP::Post.new(uri, headers) : Net::HTTP::Get.new(uri, headers)
  request.set_form_data(form) if form
  response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == 'https', read_timeout: 10) { |http| http.request(request) }
  raise Rejected.new('idp-error', "#{url} answers #{response.code}") unless response.code == '200'
  JSON.parse(response.body)
rescue SystemCallError, IOError, Timeout::Error, JSON::ParserError => e
  raise Rejected.new('network', "#{url}: #{e.message}")
end

# The URL to sign in at, and what finish_login has to know.
def start_login(config)
  kept = { state: SecureRandom.urlsafe_base64(32), nonce: SecureRandom.urlsafe_base64(32), verifier: SecureRandom.urlsafe_base64(32) }
  query = { client_id: config['clientId'], response_type: 'code', scope: config['scopes'].join(' '), redirect_uri: config['redirectUri'],
            state: kept[:state], nonce: kept[:nonce], code_challenge_method: 'S256',
            code_challenge: [Digest::SHA256.digest(kept[:verifier])].pack('m0').tr('+/', '-_').delete('=') }
  ["#{config['metadata']['authorization_endpoint']}?#{URI.encode_www_form(query)}", kept]
end

# The subject that is signed in now, or Rejected.
def finish_login(config, kept, url)
  answer = URI.decode_www_form(URI(url).query.to_s).to_h
  raise Rejected.new('state', 'another state than that of this session') if kept.nil? || answer['state'] != kept[:state]
  raise Rejected.new('idp-error', answer['error'] || 'no code') if answer['error'] || !answer['code']
  body = { grant_type: 'authorization_code', code: answer['code'], redirect_uri: config['redirectUri'], code_verifier: kept[:verifier] }
  headers = {}
  if config['auth'] == 'client_secret_basic'
    pair = [config['clientId'], config['clientSecret']].map { |part| URI.encode_www_form_component(part) }.join(':')
    headers['Authorization'] = "Basic #{[pair].pack('m0')}"
  else
    body[:client_id] = config['clientId']
    body[:client_secret] = config['clientSecret'] if config['auth'] == 'client_secret_post'
  end
  tokens = fetch(config['metadata']['token_endpoint'], headers, body)
  raise Rejected.new('token-response', 'a token is missing') unless tokens['access_token'] && tokens['id_token']
  # Here your library verifies tokens['id_token'] against kept[:nonce] and config['metadata']['jwks_uri'].
  fetch(config['metadata']['userinfo_endpoint'], 'Authorization' => "Bearer #{tokens['access_token']}")['sub']
end

# ---- The protocol: nothing to change from here on. ----

config = {}
sessions = {}
operations = {
  'hello' => ->(_) { { name: 'my library', lang: 'ruby', ops: %w[configure authorize callback userinfo] } },
  'configure' => lambda do |given|
    config = given.merge('metadata' => fetch("#{given['issuer']}/.well-known/openid-configuration"))
    {}
  end,
  'authorize' => lambda do |given|
    url, sessions[given['session']] = start_login(config)
    { url: url }
  end,
  'callback' => lambda do |given|
    { outcome: 'accepted', sub: finish_login(config, sessions.delete(given['session']), given['url']) }
  rescue Rejected => e
    { outcome: 'rejected', error: { message: e.message, reason: e.reason } }
  end
}

$stdout.sync = true
$stdin.each_line do |line|
  message = JSON.parse(line)
  reply = begin
    { ok: true }.merge(operations.fetch(message['op']).call(message))
  rescue StandardError => e
    { ok: false, error: e.full_message(highlight: false, order: :top).lines.first.strip }
  end
  puts JSON.generate(reply.merge(id: message['id']))
end
