import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { LookedFigure, PlanDriver } from "../../api/plan.ts";
import type { GoalAnswer, GoalQuestion } from "../../api/plan-levers.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { formatMonth } from "../../format/format-date.ts";
import { LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { saveCsv } from "../../parts/save-csv.ts";
import { TableCsv } from "../../parts/table-csv.tsx";
import type { LeverPlace } from "./lever-place.ts";
import styles from "./levers.module.css";
import {
  driverName,
  goalText,
  goalUnit,
  lookedName,
  lookedText,
  soughtPosition,
} from "./looked-figure.ts";
import { FigureField, MonthField } from "./place-fields.tsx";
import { useGoal } from "./queries.ts";
import { positionWords, sliderScale } from "./slider-scale.ts";

interface Properties extends LeverPlace {
  /** Puts a driver's slider somewhere, so that the whole forecast follows. */
  readonly onSlide: (name: string, position: number) => void;
}

/** What a number field holds may be half written. */
const isDecimal = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text);

const firstChoices = ["metrics.nrr", "forecast.cash", "forecast.mrr"];

/** What would have to be: the value of one driver at which a figure reaches a goal. */
export function GoalPanel(properties: Properties) {
  const { drivers, figures, months, scenario, currency, onSlide } = properties;
  const [driverId, chooseDriver] = useState(
    () => (drivers.find(({ name }) => name.includes("churn")) ?? drivers[0])?.name ?? null,
  );
  const [formula, chooseFigure] = useState(
    () => firstChoices.find((one) => figures.some((own) => own.formula === one)) ?? null,
  );
  const [side, chooseSide] = useState<"atLeast" | "atMost">("atLeast");
  const [goal, setGoal] = useState("");
  const [month, chooseMonth] = useState(months.at(-1) ?? "");
  const [asked, ask] = useState<GoalQuestion>();
  const answer = useGoal(asked);
  const driver = drivers.find(({ name }) => name === driverId);
  const figure = figures.find((one) => one.formula === formula);
  if (drivers.length === 0 || figures.length === 0) return null;
  const question: GoalQuestion | undefined =
    driver === undefined || figure === undefined || goal === "" || !isDecimal(goal)
      ? undefined
      : {
          ...(scenario === undefined ? {} : { scenario }),
          ...{ driver: driver.name, figure: figure.formula, month },
          [side]: goalText(figure, goal),
        };
  return (
    <Panel
      title="What would have to be"
      intro="The value of one figure of the plan, the same in every month, at which another reaches a goal"
    >
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (question !== undefined) ask(question);
        }}
      >
        <FigureField figures={figures} value={formula} onChange={chooseFigure} />
        <Select
          label="Is to be"
          data={[
            { value: "atLeast", label: "At least" },
            { value: "atMost", label: "At most" },
          ]}
          value={side}
          allowDeselect={false}
          onChange={(next) => chooseSide(next === "atMost" ? "atMost" : "atLeast")}
        />
        <TextInput
          type="number"
          step="any"
          label={`Goal${figure === undefined || goalUnit(figure) === "" ? "" : `, ${goalUnit(figure)}`}`}
          value={goal}
          onChange={(event) => setGoal(event.currentTarget.value)}
        />
        <MonthField months={months} value={month} onChange={chooseMonth} />
        <Select
          label="By changing"
          searchable
          data={drivers.map((one) => ({ value: one.name, label: driverName(one) }))}
          value={driverId}
          allowDeselect={false}
          onChange={chooseDriver}
        />
        <Button
          type="submit"
          variant="filled"
          disabled={question === undefined}
          loading={answer.isFetching}
        >
          Find it
        </Button>
      </form>
      {asked !== undefined && answer.isFetching && <LoadingRows rows={2} />}
      {answer.isError && !answer.isFetching && <ProblemNotice error={answer.error} />}
      {answer.data !== undefined && (
        <Found
          answer={answer.data}
          driver={drivers.find(({ name }) => name === answer.data.driver)}
          figure={figures.find((one) => one.formula === answer.data.figure)}
          bound={asked?.atMost === undefined ? "at least" : "at most"}
          currency={currency}
          onSlide={onSlide}
        />
      )}
    </Panel>
  );
}

interface FoundProperties extends Pick<Properties, "onSlide" | "currency"> {
  readonly answer: GoalAnswer;
  readonly driver: PlanDriver | undefined;
  readonly figure: LookedFigure | undefined;
  readonly bound: string;
}

function Found({ answer, driver, figure, bound, currency, onSlide }: FoundProperties) {
  if (driver === undefined || figure === undefined) return null;
  const { unit } = sliderScale(driver);
  const { verdict, turns, nearest, now } = answer;
  const own = (value: string, reached?: "above" | "below"): string =>
    positionWords(soughtPosition(driver, { value, ...(reached && { reached }) }), unit);
  const text = (value: string): string => lookedText(figure, value, currency);
  const name = lookedName(figure);
  const range = `from ${own(answer.from)} to ${own(answer.to)}`;
  const said = {
    some: `${name} is ${bound} ${text(answer.goal)} in ${formatMonth(answer.month)}:`,
    several: `${name} reaches ${text(answer.goal)} and loses it again:`,
    all: `Every value ${range} reaches it.`,
    none: `No value ${range} reaches it.`,
  };
  const points = [
    ...turns.map((turn) => ({
      ...turn,
      words: `With ${own(turn.value, turn.reached)} and ${turn.reached === "above" ? "more" : "less"}`,
      to: turn.reached,
    })),
    ...(nearest === null
      ? []
      : [{ ...nearest, words: `Nearest to it, with ${own(nearest.value)}`, to: undefined }]),
  ];
  return (
    <div className={styles.found} role="status">
      <p>{said[verdict]}</p>
      <table className={styles.points}>
        <caption className="visually-hidden">
          {driverName(driver)} and {name}, before and after
        </caption>
        <thead>
          <tr>
            <th scope="col">{driverName(driver)}</th>
            <th scope="col">{name}</th>
            <th scope="col">
              <span className="visually-hidden">The whole forecast</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">In the plan, {own(now.value)}</th>
            <td>{now.figure === null ? "no value" : text(now.figure)}</td>
            <td />
          </tr>
          {points.map(({ value, figure: came, words, to }) => (
            <tr key={value}>
              <th scope="row">{words}</th>
              <td>{text(came)}</td>
              <td>
                <Button
                  size="xs"
                  onClick={() =>
                    onSlide(
                      driver.name,
                      soughtPosition(driver, { value, ...(to && { reached: to }) }),
                    )
                  }
                >
                  See the forecast
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <TableCsv
        caption={`what ${name} comes to`}
        save={() => saveCsv("goal", header, csvRows(answer))}
      />
    </div>
  );
}

const header: CsvRow = ["driver", "value", "month", "figure", "amount", "goal"];

/** The plan itself, and each value that was found. */
const csvRows = ({
  driver,
  figure,
  month,
  goal,
  now,
  turns,
  nearest,
}: GoalAnswer): readonly CsvRow[] =>
  [now, ...turns, ...(nearest === null ? [] : [nearest])].map((point) => [
    driver,
    point.value,
    month,
    figure,
    point.figure,
    goal,
  ]);
