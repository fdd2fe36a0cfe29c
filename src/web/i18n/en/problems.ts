/**
 * The server's refusals in English, by code; the server itself speaks Chinese. Values in `{{…}}` are the parameters of
 * the refusal. A test holds the list to the modules' tables of errors.
 */
export const problems: Readonly<Record<string, string>> = {
  'platform.not-found': 'What you asked for was not found.',
  'platform.forbidden': 'Your post does not allow this.',
  'platform.not-signed-in': 'Please sign in first.',
  'platform.bad-request': 'The request is not as it should be.',
  'platform.bad-value': 'The content holds characters that cannot be stored, or a number out of range.',
  'platform.conflict': 'This cannot be done as things stand now. Reload and look again.',
  'platform.out-of-space': 'The disk is full and nothing was saved. Free some space and try again.',
  'platform.store-unavailable': 'A store does not answer and nothing was saved. Try again in a while.',
  'platform.missing-header': 'The request lacks the header x-yiping and was refused.',
  'platform.too-many-lines': 'One session may have {{most}} pages open at most. Close some and try again.',
  'platform.no-such-address': 'There is no such address.',
  'platform.too-large': 'What was sent is larger than allowed.',
  'platform.internal': 'Something went wrong inside the system and was recorded. Please tell the operators.',

  'identity.bad-credentials': 'Account or password is not right.',
  'identity.totp-required': 'Enter the code of your authenticator.',
  'identity.bad-totp': 'The code is not right or has been used. Wait for the next one.',
  'identity.locked':
    'Too many failed attempts: the account is locked until {{until}}. Try again then, or ask the security administrator.',
  'identity.disabled': 'This account is disabled. Ask the system administrator.',
  'identity.password-expired':
    'A one-time password must be used within {{hours}} hours; this one has expired. Ask the system administrator for a new one.',
  'identity.too-many-attempts': 'Too many attempts. Try again in {{seconds}} seconds.',
  'identity.bad-password': 'The password does not meet the rules: {{detail}}',
  'identity.wrong-password': 'The present password is not right.',
  'identity.username-taken': 'The account name “{{username}}” is taken.',
  'identity.unknown-unit': 'There is no unit with the code {{code}}, or it has been dissolved.',
  'identity.unknown-region': 'There is no division with the code {{code}}.',
  'identity.unknown-department': 'There is no department with the code {{code}}.',
  'identity.unknown-role': 'There is no role “{{role}}”.',
  'identity.self-grant': 'Nobody may grant roles to themselves or take them away.',
  'identity.self-change': 'Nobody may disable their own account or reset their own password here.',
  'identity.duty-conflict': 'These duties must not be held together: {{reasons}}',
  'identity.last-keeper': 'This is the last keeper of that kind ({{role}}). Appoint another one first.',
  'identity.keeper-protected':
    'The system administrator cannot reset the password of the security administrator or the auditor. Use the command yiping create-admin on the server.',
  'identity.keepers-missing':
    'Without the demo accounts these keepers would be missing: {{roles}}. First create them with yiping create-admin on the server.',
  'identity.keepers-exist': 'All three keepers are there already; no account was made.',
  'identity.totp-not-begun': 'First get a key, then confirm it with a code.',
  'identity.totp-demanded': 'Your post needs a second factor; it cannot be switched off.',
  'identity.no-demo': 'There is no demo data in this system.',

  'catalogue.no-such-resource': 'There is no such resource, or it has no data yet.',
  'catalogue.too-many-items': '“{{title}}” has more than {{limit}} items. Split it into several resources.',

  'ingest.no-such-file': 'There is no such file. Please upload it again.',
  'ingest.no-such-import': 'There is no such import.',
  'ingest.no-such-row': 'There is no such row, or it has been dealt with.',
  'ingest.nothing-to-read': 'The sheet “{{sheet}}” holds no table that can be read.',
  'ingest.no-file-part': 'Choose a file to upload.',
  'ingest.too-large':
    'The file is larger than allowed and was not saved. Split it, or ask the operators to raise the limit.',
  'ingest.bad-correction': 'The change does not fit this table: {{detail}}',
  'ingest.foreign-provider': 'You may import only in the name of your own unit or those you are in charge of.',
  'ingest.unknown-provider': 'There is no department with the code {{code}}.',
  'ingest.not-yours': 'Others imported this; only they and those who answer for their unit may see and handle it.',
  'ingest.not-cancellable': 'This import has ended and cannot be cancelled.',
  'ingest.not-retryable': 'Only failed or cancelled imports can be tried again.',
  'ingest.superseded': 'Another reading has taken the place of this import; its rows can no longer be dealt with.',
  'ingest.still-unreadable': 'The changed content still cannot be read: {{text}}',
  'ingest.not-unique':
    'Of {{read}} rows, {{rows}} repeat the region and time of an earlier one: this is hardly a statistical table. Read it row by row, or add the column that tells them apart.',
  'ingest.too-many-measures':
    'The table has more than {{limit}} measures; a column was probably taken for one. Check the reading.',
  'ingest.original-lost': 'The original file is no longer in the store and cannot be read.',
  'ingest.mismatch':
    'The figures did not add up, so nothing was committed. The original is kept: try again, and report it if it happens again.',
  'ingest.crashed':
    'The import broke off {{crashes}} times and is not tried again by itself. The original is kept: you can try again.',
  'ingest.failed': 'Something went wrong during the import and was recorded. The original is kept: you can try again.',
  'ingest.empty-file': 'The file “{{name}}” is empty.',
  'ingest.not-a-table': '“{{name}}” is not a table. Upload a CSV, XLSX, XLS or JSON file.',
  'ingest.unsupported-format':
    '“{{name}}” is of a kind that cannot be read. Save it as CSV, XLSX or XLS and upload that.',
  'ingest.encrypted-workbook': '“{{name}}” is protected by a password. Take it off and upload again.',
  'ingest.truncated': 'The file “{{name}}” is not complete; copying or uploading may have broken off. Upload it again.',
  'ingest.damaged': 'The file “{{name}}” is damaged. Open it in a spreadsheet program, save it anew and upload that.',
  'ingest.too-large-unpacked': 'Unpacked, “{{name}}” is unreasonably large. To be safe it was not read.',
  'ingest.too-large-workbook': 'The workbook “{{name}}” is too large. Save it as CSV (UTF-8) and upload that.',
  'ingest.bad-encoding': 'The encoding of “{{name}}” could not be told. Save it as UTF-8 and upload that.',
  'ingest.too-many-columns': 'Line {{line}} has {{columns}} columns, which is more than can be read.',
  'ingest.record-too-long':
    'The record that begins at line {{line}} is too long; a quotation mark is probably missing there.',
  'ingest.unclosed-quote': 'In the record that begins at line {{line}} a quotation mark is not closed.',
  'ingest.malformed-json': 'Near line {{line}} the file is not valid JSON.',
  'ingest.no-records': '“{{name}}” holds no records that could be a table.',
  'ingest.no-such-sheet': 'There is no such sheet.',

  'indicators.unknown-indicator': 'There is no indicator with the code {{code}}.',
  'indicators.unknown-region': 'There is no division with the code {{code}}.',
  'indicators.unknown-resource': 'There is no such resource, or it has nothing that could be bound.',
  'indicators.unknown-measure': 'The resource has no measure “{{measure}}”.',
  'indicators.unknown-binding': 'There is no such binding, or it has been undone.',
  'indicators.not-permitted': 'This is not open to your post.',
  'indicators.out-of-scope': '{{name}} is outside the places you may see.',
  'indicators.code-taken': 'The code {{code}} is taken.',
  'indicators.unknown-unit': 'The unit “{{unit}}” is not known. Correct it at the measure first.',
  'indicators.unit-dimension':
    'The units “{{from}}” and “{{to}}” measure different things and cannot be converted, so this cannot be bound.',
  'indicators.bad-definition': 'The definition does not meet the rules: {{detail}}',
  'indicators.unit-fixed':
    'There are figures in “{{unit}}” already, so the unit cannot change. Make a new indicator and end the old one.',
  'indicators.nothing-changed': 'Nothing differs from the version in force; no new version was made.',
  'indicators.validity-order': 'A new version must begin after the one in force, which began on {{after}}.',
  'indicators.already-bound': 'This measure is already bound to the indicator in the same sense.',
  'indicators.bad-basis': 'The indicator “{{name}}” has no figures of that kind ({{basis}}).',
  'indicators.bad-target': 'The yearly target does not meet the rules: {{detail}}',
  'indicators.bad-observation': 'The figure does not meet the rules: {{detail}}',
  'indicators.no-figure': 'There is no such figure: {{why}}',
  'indicators.too-many-rows': 'At most {{most}} figures can be asked for at once; this asks for {{asked}}.',
};
