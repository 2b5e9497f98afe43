export { holds, rulesOf, valueOf, type Condition, type Given, type Row, type Term, type Value } from './expression.js';
export { changedBy, guardOf, refusalOf, whyOf, type Move, type Refused } from './move.js';
export { assignmentsSql, conditionSql, setOf, termSql, type Naming } from './sql.js';
