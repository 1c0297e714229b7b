// Two real OpenID providers on this machine, and the faults a provider, or whoever stands in front of it, may have.
// node issuer.mjs <redirect URI with * for the provider's word>; prints {"entra": issuer, "google": issuer} when both answer.
// GET /-/fault?name=… arms one fault for the next ID token, discovery or answer; GET /-/asked gives what was last asked for.
import {createServer} from 'node:http'
import {SignJWT, decodeJwt, exportJWK, exportSPKI, generateKeyPair} from 'jose'
import Provider from 'oidc-provider'

const SECRET = 'a secret of the tests, longer than it must be'
const back = process.argv[2]
const other = await generateKeyPair('RS256', {extractable: true})
const b64 = value => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const now = () => Math.floor(Date.now() / 1000)

async function start(word) {
  const pair = await generateKeyPair('RS256', {extractable: true})
  const kid = `key of ${word}`
  const key = {...await exportJWK(pair.privateKey), kid, use: 'sig', alg: 'RS256'}
  const server = createServer()
  await new Promise(done => server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [{client_id: 'tmt', client_secret: SECRET, redirect_uris: [back.replace('*', word)], response_types: ['code'], grant_types: ['authorization_code']}],
    jwks: {keys: [key]},
    claims: {openid: ['sub', 'oid', 'email'], profile: ['name']},
    conformIdTokenClaims: false,
    pkce: {required: () => true},
    cookies: {keys: ['of the tests']},
    findAccount: (_, id) => ({accountId: id, claims: () => ({sub: id, oid: `oid-${id}`, email: `${id}@northgate.example`, name: 'A Name Nobody Keeps'})}),
    loadExistingGrant: async ctx => {
      const grant = new provider.Grant({clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId})
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  const sign = (claims, {alg = 'RS256', with: by = pair.privateKey, as = kid} = {}) =>
    new SignJWT(claims).setProtectedHeader({alg, kid: as}).sign(by)
  const unsigned = (claims, alg) => `${b64({alg, typ: 'JWT'})}.${b64(claims)}.`
  const faults = {
    'another audience': claims => sign({...claims, aud: 'somebody else'}),
    'two audiences': claims => sign({...claims, aud: ['tmt', 'somebody else'], azp: 'tmt'}),
    'another party': claims => sign({...claims, azp: 'somebody else'}),
    'another issuer': claims => sign({...claims, iss: 'https://elsewhere.example'}),
    'another nonce': claims => sign({...claims, nonce: 'of another sign-in'}),
    'no nonce': ({nonce, ...claims}) => sign(claims),
    'a nonce of another kind': claims => sign({...claims, nonce: [claims.nonce]}),
    'another key': claims => sign(claims, {with: other.privateKey}),
    'an unknown key': claims => sign(claims, {with: other.privateKey, as: 'nobody knows it'}),
    'a changed claim': async claims => {
      const [head, , signature] = (await sign(claims)).split('.')
      return [head, b64({...claims, sub: 'cleo'}), signature].join('.')
    },
    'no signature': claims => unsigned(claims, 'none'),
    'no signature, spelt oddly': claims => unsigned(claims, 'NoNe'),
    'our secret for a key': claims => sign(claims, {alg: 'HS256', with: Buffer.from(SECRET)}),
    'the public key for a secret': async claims => sign(claims, {alg: 'HS256', with: Buffer.from(await exportSPKI(pair.publicKey))}),
    'expired': claims => sign({...claims, iat: now() - 7200, exp: now() - 3600}),
    'no end': ({exp, ...claims}) => sign(claims),
    'from the future': claims => sign({...claims, iat: now() + 3600, exp: now() + 7200}),
    'no subject': ({sub, ...claims}) => sign(claims),
    'a number for a subject': claims => sign({...claims, oid: 7}),
    'signed in long ago': claims => sign({...claims, auth_time: now() - 3600}),
    'never said when': ({auth_time, ...claims}) => sign(claims),
    'no words': () => 'this is no token',
    'no token': () => undefined,
  }
  const discovery = {
    'it calls itself another': said => ({...said, issuer: 'https://elsewhere.example'}),
    'it leads elsewhere': said => ({...said, token_endpoint: 'http://elsewhere.example/token'}),
    'it says nothing': () => ({}),
  }
  let armed = '', asked = {}

  const mend = async (path, body) => {
    if (path === '/token' && faults[armed] && body.id_token) return {...body, id_token: await faults[armed](decodeJwt(body.id_token))}
    if (path === '/.well-known/openid-configuration' && discovery[armed]) return discovery[armed](body)
    return body
  }
  provider.use(async (ctx, next) => {
    if (ctx.path === '/auth') asked = {...ctx.query}
    await next()
    if (ctx.body && typeof ctx.body === 'object' && !ctx.body.pipe) ctx.body = await mend(ctx.path, ctx.body)
  })
  const inner = provider.callback()
  server.on('request', (request, response) => {
    const url = new URL(request.url, issuer)
    if (url.pathname === '/-/fault') { armed = url.searchParams.get('name'); return response.end() }
    if (url.pathname === '/-/asked') return response.end(JSON.stringify(asked))
    if (armed === 'it is broken') { response.statusCode = 503; return response.end() }
    if (armed === 'it hangs up') return request.socket.destroy()
    if (armed === 'it sends us elsewhere') { response.writeHead(302, {location: `${issuer}/-/asked`}); return response.end() }
    if (armed === 'it never ends') { response.writeHead(200, {'content-type': 'application/json'}); return void setInterval(() => response.write(' '), 20).unref() }
    return inner(request, response)
  })
  return issuer
}

const found = {entra: await start('entra'), google: await start('google')}
console.log(JSON.stringify(found))
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))  // whoever started us has gone
