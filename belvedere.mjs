#!/usr/bin/env node
// Every Node must be able to read this file, however old, to be told that it is too old: no newer syntax here.
const [major, minor] = process.versions.node.split('.').map(Number);
const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;

if (supported) {
  import('./collector/supervisor/commands.mjs').then(({ main }) => main(process.argv.slice(2)));
} else {
  console.error(`Belvedere needs Node 20.19, 22.12 or 24 and newer; this is Node ${process.versions.node}.`);
  process.exitCode = 1;
}
