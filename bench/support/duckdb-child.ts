import { DuckDBInstance } from '@duckdb/node-api';

/** DuckDB alone: loads a CSV file as it sees fit and summarises it, and prints a line of JSON. */
const [file = ''] = process.argv.slice(2);
const started = performance.now();
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(`CREATE TABLE data AS SELECT * FROM read_csv('${file.replaceAll("'", "''")}')`);
const loadMs = performance.now() - started;
await connection.runAndReadAll('SUMMARIZE data');
const totalMs = performance.now() - started;
const cpu = process.cpuUsage();
const cpuMs = (cpu.user + cpu.system) / 1000;
console.log(JSON.stringify({ loadMs, totalMs, cpuMs, peakMb: process.resourceUsage().maxRSS / 1024 }));
connection.disconnectSync();
instance.closeSync();
