import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const typed = ['apps/{api,worker,cli}/src/**/*.ts', 'libs/**/*.ts', 'test/**/*.ts', 'apps/web/**/*.{ts,tsx}'];
const tests = ['**/*.spec.ts', '**/*.spec.tsx', 'libs/**/testing/**', 'test/**'];

/** What stands in files of one name only, so that it is found by that name. */
const homes = {
  controller: 'Decorator[expression.callee.name=/^(Resource|Controller)$/]',
  entity: "Decorator[expression.callee.name='Entity']",
  events: "CallExpression[callee.name='defineEvent']",
  handlers: 'Decorator[expression.callee.name=/^(Handles|GivenUp)$/]',
  jobs: "CallExpression[callee.name='defineJob']",
  module: "Decorator[expression.callee.name='Module']",
  schema: "CallExpression[callee.name='createTable']",
};
const nowhereElse = (own) => [
  'error',
  ...Object.entries(homes)
    .filter(([name]) => name !== own)
    .map(([name, selector]) => ({ selector, message: `This stands in a file *.${name}.ts.` })),
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'libs/*/data/', '**/*.d.ts', '**/*.d.mts', 'apps/web/src/api/schema.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: typed,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['apps/web/vite.config.ts'] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false, fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/require-await': 'off', // a port's method is async whether or not this driver waits for anything
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }], // what was caught is thrown on as it came
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-ignore': true, 'ts-expect-error': 'allow-with-description' }],
      eqeqeq: ['error', 'smart'],
      'no-console': 'error',
      complexity: ['error', 25], // a mapper with many optional fields counts each `??`
      'max-depth': ['error', 4],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 8],
      'max-len': ['error', { code: 140 }],
    },
  },
  {
    // Decorated constructors need their parameter types as values: the container reads them.
    files: ['libs/**/*.{service,controller,module,handlers,repository}.ts', 'libs/platform/**', 'apps/{api,worker,cli}/src/**'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  { files: ['libs/**/*.ts'], rules: { 'no-restricted-syntax': nowhereElse() } },
  ...Object.keys(homes).map((name) => ({ files: [`libs/**/*.${name}.ts`], rules: { 'no-restricted-syntax': nowhereElse(name) } })),
  {
    files: tests,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off', // response bodies and expect.any() are untyped on purpose
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'max-lines-per-function': 'off', // a describe block is one function
      'no-console': 'off',
      'no-restricted-syntax': 'off',
    },
  },
  {
    // Typed arrays are read at indices their loops keep in bounds; a check at each would be the inner loop's cost.
    files: ['libs/solver/src/**', 'libs/matching/src/domain/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'max-params': 'off' },
  },
  { files: ['libs/solver/src/kernel-wasm.ts'], rules: { 'max-len': 'off' } }, // generated
  { files: ['apps/cli/src/**', 'apps/*/src/main.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['apps/web/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'react-hooks/set-state-in-effect': 'off', // loading starts where a request starts
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'antd',
              importNames: ['InputNumber'],
              message: 'It makes another number of one out of its range: use kit/whole-number.',
            },
          ],
        },
      ],
      'max-lines-per-function': ['error', { max: 150, skipBlankLines: true, skipComments: true }], // a component's JSX is one function
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ['apps/web/src/console/kit/whole-number.tsx'], rules: { 'no-restricted-imports': 'off' } }, // the one place that wraps it
  {
    files: ['**/*.{mjs,cjs,js}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      eqeqeq: ['error', 'smart'],
      complexity: ['error', 15],
      'max-lines': ['error', 300],
      'max-len': ['error', { code: 140 }],
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
);
