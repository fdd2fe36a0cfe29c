import { ConfigError } from '../config.ts';
import { refusalOf } from '../platform/errors.ts';

/** What the system says of a failed call, as far as it says it. */
interface SystemFailure {
  readonly code: string;
  readonly syscall: string;
  readonly path: string;
  readonly port: string;
  readonly address: string;
}

/** The first line when a command cannot be carried out: what is wrong and what to do. */
export function explainFailure(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const failure = systemFailure(error);
  const known = (failure && (listenWords(failure) ?? folderWords(failure))) ?? emscriptenWords(error);
  if (known) return known;
  const refusal = refusalOf(error);
  if (refusal?.code === 'platform.out-of-space')
    return '数据目录所在的磁盘空间不足，没有完成。已保存的数据没有丢失。请清理磁盘后重试。';
  if (refusal) return refusal.message;
  return `启动失败：${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function systemFailure(error: unknown): SystemFailure | null {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return null;
  const { code, syscall } = error;
  const told = (name: 'path' | 'port' | 'address' | 'hostname'): string => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const address = told('address') || told('hostname');
  return { code: String(code), syscall: String(syscall), path: told('path'), port: told('port'), address };
}

function listenWords({ code, syscall, port, address }: SystemFailure): string | null {
  if (syscall === 'getaddrinfo' || code === 'EADDRNOTAVAIL')
    return `环境变量 HOST 指定的地址“${address}”不是本机的地址。请改用 127.0.0.1（仅本机）或 0.0.0.0（全部网卡）。`;
  if (syscall !== 'listen') return null;
  if (code === 'EADDRINUSE')
    return `端口 ${port} 已被占用。请停止占用它的程序，或换一个端口，例如 PORT=${Number(port) + 1} npm start。`;
  if (code === 'EACCES') return `没有权限使用端口 ${port}。请换用 1024 以上的端口，例如 PORT=8800 npm start。`;
  return null;
}

function folderWords({ code, path }: SystemFailure): string | null {
  if (path === '') return null;
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return noPermission(path);
  if (['ENOTDIR', 'EEXIST'].includes(code))
    return `数据目录 ${path} 的位置上是一个文件。请移开它，或用 YIPING_DATA 另指一个目录。`;
  return null;
}

function noPermission(path: string): string {
  return `没有权限读写数据目录（${path}）。请改正它的所有者或权限，或用 YIPING_DATA 另指一个目录。`;
}

/** `errno` of EACCES and EPERM in PGlite's file system, which throws plain objects without a path. */
const EMSCRIPTEN_FORBIDDEN: readonly unknown[] = [2, 63];

function emscriptenWords(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || error instanceof Error || !('errno' in error)) return null;
  return EMSCRIPTEN_FORBIDDEN.includes(error.errno) ? noPermission('ledger') : null;
}
