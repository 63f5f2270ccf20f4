/** Milliseconds of CPU and wall time that one scrape of the host exporter takes. */
import { createHostExporter, hostExporterSupported } from './hostExporter';

const SCRAPES = 200;

async function measure(): Promise<void> {
  const exporter = createHostExporter();
  for (let i = 0; i < 50; i++) await exporter.collect();
  const cpu = process.cpuUsage();
  const started = performance.now();
  let bytes = 0;
  for (let i = 0; i < SCRAPES; i++) bytes = (await exporter.collect()).length;
  const wallMs = (performance.now() - started) / SCRAPES;
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1000 / SCRAPES;
  console.log(`host exporter: ${cpuMs.toFixed(2)} ms CPU, ${wallMs.toFixed(2)} ms a scrape of ${bytes} bytes`);
}

if (hostExporterSupported()) await measure();
else console.log('host exporter: skipped, this is not Linux');
