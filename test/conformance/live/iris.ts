/**
 * The Iris API, as far as a lookout sees it: `iris.cjs METRICS-PORT CONTROL-PORT BEHAVIOUR`. The names are spelled out here as the
 * API's own documentation has them, and not taken from the catalog, so that the two are compared.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { Counter, Gauge, Histogram, register } from 'prom-client';
import type { Behaviour } from './behaviour';

const [metricsPort, controlPort, firstBehaviour] = process.argv.slice(2);

const predictions = new Counter({ name: 'model_predictions_total', help: 'Predictions served.', labelNames: ['predicted_class'] });
const confidence = new Histogram({
  name: 'model_confidence',
  help: 'Confidence of a prediction.',
  labelNames: ['predicted_class'],
  buckets: [0, 0.5, 0.7, 0.8, 0.9, 0.95, 1],
});
const loaded = new Gauge({ name: 'model_loaded', help: '1 while the model is loaded.' });
const errors = new Counter({ name: 'api_errors_total', help: 'Errors.', labelNames: ['error_type', 'endpoint'] });

const classes = ['setosa', 'versicolor', 'virginica'];

let behaviour = JSON.parse(firstBehaviour!) as Behaviour;
let served = 0;
const owed = { predictions: 0, errors: 0 };

function predict(): void {
  const predicted_class = classes[served % classes.length]!;
  predictions.inc({ predicted_class });
  confidence.observe({ predicted_class }, 0.6 + 0.05 * (served % 8));
  served += 1;
}

/** Serves the requests of a stretch of time. What a whole request lacks is served with the next stretch. */
function serve(seconds: number): void {
  owed.predictions += behaviour.predictionsPerSecond * seconds;
  owed.errors += behaviour.errorsPerSecond * seconds;
  for (; owed.predictions >= 1; owed.predictions -= 1) predict();
  for (; owed.errors >= 1; owed.errors -= 1) errors.inc({ error_type: 'ValueError', endpoint: '/predict' });
}

let before = performance.now();
setInterval(() => {
  const now = performance.now();
  serve((now - before) / 1000);
  before = now;
}, 500);

const metrics = createServer(async (request, response) => {
  if (request.url !== '/metrics') return response.writeHead(404).end();
  loaded.set(behaviour.modelLoaded ? 1 : 0);
  return response.writeHead(200, { 'content-type': register.contentType }).end(await register.metrics());
});

/** An API that does not answer is one whose process is gone: its port refuses. */
function obey(wanted: Behaviour): void {
  if (wanted.answers && !metrics.listening) metrics.listen(Number(metricsPort));
  if (!wanted.answers && metrics.listening) {
    metrics.close();
    metrics.closeAllConnections();
  }
  behaviour = wanted;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += part;
  return text;
}

obey(behaviour);
createServer(async (request, response) => {
  obey(JSON.parse(await textOf(request)) as Behaviour);
  response.end();
}).listen(Number(controlPort));
