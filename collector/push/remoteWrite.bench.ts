/** Samples per CPU second from the body of a remote write request to the appender. */
import { RecordingStore } from './recordingStore';
import { createRemoteWriteReceiver } from './remoteWrite';
import { WriteRequestDecoder } from './writeRequest';
import { encodeBody, labelPairs } from './writeRequestTestKit';

const SERIES = 2000;
const SECONDS = 1.5;

/** A request as Prometheus sends it: one sample of each of 2,000 series, eight labels each. */
function requestBody(timestamp: number): Uint8Array {
  return encodeBody({
    timeseries: Array.from({ length: SERIES }, (_, i) => ({
      labels: labelPairs({
        __name__: 'http_request_duration_seconds_bucket',
        code: '200',
        handler: `/api/v1/handler_${i % 50}`,
        instance: 'host-1.example.org:9100',
        job: 'api-server',
        le: String(i % 12),
        namespace: 'production',
        pod: `api-server-${i}`,
      }),
      samples: [{ value: i * 1.5, timestamp }],
    })),
  });
}

async function measure(name: string, run: () => Promise<void> | void): Promise<void> {
  for (let i = 0; i < 20; i++) await run();
  const started = process.cpuUsage();
  let rounds = 0;
  let seconds = 0;
  for (; seconds < SECONDS; rounds++) {
    await run();
    const { user, system } = process.cpuUsage(started);
    seconds = (user + system) / 1e6;
  }
  console.log(`${name}: ${((rounds * SERIES) / seconds / 1e6).toFixed(2)} M samples per CPU second`);
}

const body = requestBody(1_700_000_000_000);
const decoder = new WriteRequestDecoder();
await measure('remote write, snappy and protobuf', () => {
  decoder.decode(body, 1);
});

const store = new RecordingStore();
const receiver = createRemoteWriteReceiver({ appendable: store });
await measure('remote write, to the appender, known series', async () => {
  await receiver.write(body);
  store.committed.length = 0;
});
