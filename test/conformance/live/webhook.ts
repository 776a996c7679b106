/**
 * What stands where Slack is: `webhook.cjs ADDRESS PORT FILE`. It answers as Slack's incoming webhooks do, and writes each message
 * to a line of FILE.
 */
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [address, port, file] = process.argv.slice(2);

createServer(async (request, response) => {
  let text = '';
  for await (const part of request) text += part;
  appendFileSync(file!, `${JSON.stringify({ at: Date.now(), path: request.url, message: JSON.parse(text) })}\n`);
  response.writeHead(200, { 'content-type': 'text/html' }).end('ok');
}).listen(Number(port), address);
