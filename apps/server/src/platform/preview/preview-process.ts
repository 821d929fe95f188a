// A process of its own, without network and without writing: native readers that crash take only this one with them.
import { Worker } from 'node:worker_threads';
import { previewFile } from './preview-file.ts';

// Whoever asked is gone (even by kill -9): a thread that hangs in native code ends with the process alone.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

// The name comes from preview-host.ts alone.
const thread = new Worker(previewFile(process.argv[2] ?? 'preview-thread'), {
  resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32 },
});
thread.on('message', (answer) => process.send?.(answer));
thread.on('error', () => process.exit(70));
thread.on('exit', () => process.exit(71));
process.on('message', (job) => thread.postMessage(job));
