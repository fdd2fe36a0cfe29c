export { traceLeak } from './actions/trace-leak.ts';
export { announceGrant, revokeGrant } from './nodes/grants.ts';
export { verifyLog } from './nodes/rules/verify.ts';
export { sendMessage } from './nodes/send.ts';
