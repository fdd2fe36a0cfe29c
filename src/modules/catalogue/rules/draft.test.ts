import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { classScheme } from '../seed/classes.ts';
import { isAssignable, levelOf, pathOf, resourceCode, suggestClass } from './class.ts';
import { draftResource } from './draft.ts';
import { itemName } from './item-name.ts';
import { highestGrade, sensitivityOf } from './sensitive.ts';
import { meantType } from './source-type.ts';

const CLASSES = classScheme([
  { code: 'D25', name: '省市场监督管理局' },
  { code: 'D28', name: '省统计局' },
  { code: 'V06', name: '省气象局' },
]);

describe('the class scheme', () => {
  it('is a tree of 类 1, 项 2, 目 3 digits without a code twice', () => {
    const codes = new Set(CLASSES.map(({ code }) => code));
    assert.equal(codes.size, CLASSES.length);
    for (const { code, level, parent } of CLASSES) {
      assert.equal(levelOf(code), level, code);
      assert.ok(parent === null ? level === 1 : codes.has(parent) && code.startsWith(parent), code);
    }
    assert.ok(codes.has('325001') && codes.has('328001') && codes.has('356001'));
  });

  it('writes paths and resource codes', () => {
    assert.deepEqual(pathOf('3250010012'), ['3', '325', '325001', '3250010012']);
    assert.deepEqual(pathOf('101'), ['1', '101']);
    assert.equal(resourceCode('102001', 12), '102001/000012');
    assert.equal(levelOf('12'), null);
    assert.equal(levelOf('0'), null);
  });

  it('suggests by title, then by items, then the provider’s own', () => {
    const of = (title: string, itemNames: string[] = []) =>
      suggestClass(CLASSES, { title, itemNames, providerDept: 'D25' })?.code;
    assert.equal(of('不动产登记信息'), '103001');
    assert.equal(of('企业登记信息'), '102001');
    assert.equal(of('某某台账', ['参保日期', '参保险种']), '203001');
    assert.equal(of('某某台账'), '325001');
    assert.equal(suggestClass(CLASSES, { title: '某某台账', itemNames: [], providerDept: null }), null);
  });

  it('suggests only what can take resources', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (title, itemNames) => {
        const code = suggestClass(CLASSES, { title, itemNames, providerDept: 'D28' })?.code;
        const node = CLASSES.find((one) => one.code === code);
        return node !== undefined && isAssignable(node);
      }),
    );
  });
});

describe('types of sources', () => {
  it('knows the words of the usual engines', () => {
    const of = (word: string) => Object.values(meantType(word));
    assert.deepEqual(of('varchar(18)'), ['text', 18]);
    assert.deepEqual(of('VARCHAR2(100 CHAR)'), ['text', 100]);
    assert.deepEqual(of('NUMBER(10)'), ['integer', 10]);
    assert.deepEqual(of('decimal(12,2)'), ['decimal', 12]);
    assert.deepEqual(of('Nullable(Int64)'), ['integer', null]);
    assert.deepEqual(of('timestamp with time zone'), ['datetime', null]);
    assert.deepEqual(of('date'), ['date', null]);
    assert.deepEqual(of('tinyint(1)'), ['boolean', null]);
    assert.deepEqual(of('interval'), ['text', null]);
    assert.deepEqual(of('double precision'), ['decimal', null]);
    assert.deepEqual(of('geometry'), ['text', null]);
  });
});

describe('names of items', () => {
  it('come from the comment, then from known short names', () => {
    assert.deepEqual(itemName('zt', '状态：1 正常 2 注销'), { name: '状态', note: '状态:1 正常 2 注销' });
    assert.deepEqual(itemName('XM', ''), { name: '姓名', note: '' });
    assert.deepEqual(itemName('foo_bar', ''), { name: 'foo_bar', note: '' });
    assert.deepEqual(itemName('a', 'date of birth'), { name: 'a', note: 'date of birth' });
  });
});

describe('what items tell of persons and bodies', () => {
  it('by name', () => {
    const of = (name: string) => {
      const { personal, identifier, grade } = sensitivityOf([name], []);
      return `${personal} ${identifier} ${grade}`;
    };
    assert.equal(of('身份证号'), 'sensitive direct important');
    assert.equal(of('sfzh'), 'sensitive direct important');
    assert.equal(of('联系电话'), 'personal direct general');
    assert.equal(of('家庭住址'), 'personal quasi general');
    assert.equal(of('统一社会信用代码'), 'none direct general');
    assert.equal(of('法定代表人姓名'), 'personal direct general');
    assert.equal(of('注册资本'), 'none none general');
    assert.equal(of('message'), 'none none general');
  });

  it('by samples that prove themselves, whatever the name', () => {
    const ids = ['11010519491231002X', '440524188001010014'];
    assert.equal(sensitivityOf(['c7'], ids).why, '样本值是公民身份号码');
    assert.equal(sensitivityOf(['c7'], ['91350100M000100Y43']).identifier, 'direct');
    assert.equal(sensitivityOf(['c7'], ['110105194912310021', '440524188001010015']).why, '');
    assert.equal(sensitivityOf(['c7'], ['13800138000', '13900139000', '']).personal, 'personal');
    assert.equal(sensitivityOf(['c7'], ['13800138000', 'a', 'b', 'c']).personal, 'none');
  });

  it('the highest grade prevails', () => {
    const grade = fc.constantFrom('general' as const, 'important' as const, 'core' as const);
    fc.assert(
      fc.property(fc.array(grade), (grades) => {
        const top = highestGrade(grades);
        const order = ['general', 'important', 'core'];
        return (
          grades.every((one) => order.indexOf(one) <= order.indexOf(top)) &&
          (grades.length === 0 || grades.includes(top))
        );
      }),
    );
  });
});

describe('a resource that drafts itself', () => {
  it('has names, types, lengths, marks, class and grade', () => {
    const draft = draftResource(CLASSES, {
      name: 't_qydj',
      comment: '企业登记信息',
      providerDept: 'D25',
      columns: [
        { name: 'tyshxydm', type: 'varchar(18)', comment: '统一社会信用代码' },
        { name: 'fr', type: 'varchar(50)', comment: '法定代表人' },
        { name: 'zjhm', type: 'char(18)', samples: ['11010519491231002X'] },
        { name: 'zczb', type: 'numeric(18,4)', comment: '注册资本(万元)' },
      ],
    });
    assert.equal(draft.title, '企业登记信息');
    assert.equal(draft.suggestedClass?.code, '102001');
    assert.equal(draft.grade, 'important');
    assert.deepEqual(
      draft.items.map(({ key, name, dataType, length, personal }) => [key, name, dataType, length, personal]),
      [
        ['tyshxydm', '统一社会信用代码', 'text', 18, 'none'],
        ['fr', '法定代表人', 'text', 50, 'personal'],
        ['zjhm', 'zjhm', 'text', 18, 'sensitive'],
        ['zczb', '注册资本', 'decimal', 18, 'none'],
      ],
    );
  });
});
