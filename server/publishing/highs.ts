import loader, { type Highs } from 'highs';
import type { Solver } from '../../domain/publishing/program.ts';

/**
 * The types of the package describe its CommonJS build, where the loader is nested one level deeper than in the build
 * that Node takes.
 */
const loadHighs = loader as unknown as () => Promise<Highs>;

/** A dual value below this is floating-point noise. */
const NOISE = 1e-7;

/** Loads HiGHS (https://highs.dev) as the solver of linear programs. It starts from the solution of the last one. */
export async function loadSolver(): Promise<Solver> {
  const highs = await loadHighs();
  const { objectiveSense, variableType, modelStatus } = highs.constants;
  return (columns, upper, rows) => {
    const starts = [0];
    const [indices, values]: [number[], number[]] = [[], []];
    for (const { terms } of rows) {
      for (const [column, times] of terms) {
        indices.push(column);
        values.push(times);
      }
      starts.push(indices.length);
    }
    const finite = (n: number) => (Number.isFinite(n) ? n : Math.sign(n) * highs.infinity);
    const model = highs.createModel({
      numCols: columns,
      numRows: rows.length,
      sense: objectiveSense.maximize,
      colCost: new Float64Array(columns),
      colLower: new Float64Array(columns),
      colUpper: new Float64Array(columns).fill(upper),
      rowLower: rows.map((r) => finite(r.lower)),
      rowUpper: rows.map((r) => finite(r.upper)),
      integrality: Array.from({ length: columns }, () => variableType.integer),
      matrix: { format: 'csr', numRows: rows.length, numCols: columns, starts, indices, values },
    });
    model.options.set({ output_flag: false });
    let costly: readonly number[] = [];
    return {
      bound: (row, lower, top) => void model.changeRowBounds(row, finite(lower), finite(top)),
      largest: (sum, whole) => {
        for (const column of costly) model.changeColCost(column, 0);
        for (const [column, times] of sum) model.changeColCost(column, times);
        costly = [...sum.keys()];
        model.options.set({ solve_relaxation: !whole });
        model.run();
        if (model.getModelStatus() !== modelStatus.optimal) return null;
        const { colValue, rowDual } = model.getSolution();
        return {
          columns: colValue,
          heldBy: whole ? [] : [...rowDual].flatMap((dual, row) => (Math.abs(dual) > NOISE ? [row] : [])),
        };
      },
      close: () => model.dispose(),
    };
  };
}
