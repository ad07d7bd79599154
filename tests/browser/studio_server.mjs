// studio_server.mjs — a command of gptreel that serves a page, while a test needs it: its address, memory, end.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

const START_MS = 60000,
  END_MS = 10000;

// The process and all that it started, by their ids.
function family(pid) {
  const parents = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It has ended meanwhile.
    }
  }
  const all = [pid];
  for (let i = 0; i < all.length; i++) for (const [child, parent] of parents) if (parent === all[i]) all.push(child);
  return all;
}

// What a process has in memory, MB: of its own and shared with those that were forked from it, and the same with what is
// shared counted in equal parts. Pages of files do not count: the program and its libraries lie in the cache of the
// disk, for whatever else runs on the machine, too.
function memoryOf(pid) {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const [own, part] = [/^Anonymous:\s+(\d+)/m, /^Pss_Anon:\s+(\d+)/m].map((line) => Number(line.exec(rollup)[1]) / 1024);
    return { own, part };
  } catch {
    return { own: 0, part: 0 };
  }
}

const alive = (pid) => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

// Runs `work({ address, memory })` while the command serves, then ends it as Ctrl-C does. What is left afterwards is a
// fault.
export async function withServer(gptreel, args, work) {
  const child = spawn(gptreel, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.on('exit', (code, signal) => done(signal ?? code)));
  const address = await new Promise((done, fail) => {
    let said = '';
    child.stdout.on('data', (bytes) => {
      said += bytes;
      const found = /http:\/\/\S+/.exec(said);
      if (found) done(found[0]);
    });
    ended.then((code) => fail(new Error(`${args[0]} ended with ${code} and said: ${said}`)));
    setTimeout(() => fail(new Error(`${args[0]} has told no address`)), START_MS).unref();
  });
  try {
    await work({
      address,
      // Of the server alone, and of it with its workers, MB.
      memory() {
        const sizes = family(child.pid).map(memoryOf);
        return { server: sizes[0].own, all: sizes.reduce((sum, { part }) => sum + part, 0) };
      },
    });
  } finally {
    const all = family(child.pid);
    child.kill('SIGINT');
    const late = setTimeout(() => child.kill('SIGKILL'), END_MS);
    const code = await ended;
    clearTimeout(late);
    const left = all.filter((pid) => pid !== child.pid && alive(pid));
    if (code !== 0) throw new Error(`Ctrl-C: ${args[0]} ended with ${code}`);
    if (left.length) throw new Error(`${args[0]} has left ${left.length} processes behind`);
  }
}
