/** pandas: what a first look takes there, and nothing else. Arguments: file. */
export const pandasScript = `
import json, resource, sys, time
import pandas as pd
start = time.perf_counter()
frame = pd.read_csv(sys.argv[1])
steps = {"read_csv": time.perf_counter() - start}
def step(name, work):
    start = time.perf_counter()
    work()
    steps[name] = time.perf_counter() - start
step("describe", lambda: frame.describe(include="all"))
step("duplicated", lambda: frame.duplicated().sum())
step("spearman", lambda: frame.select_dtypes("number").corr(method="spearman"))
usage = resource.getrusage(resource.RUSAGE_SELF)
peak = usage.ru_maxrss / 1024
cpu = (usage.ru_utime + usage.ru_stime) * 1000
print(json.dumps({"version": pd.__version__, "steps": {k: v * 1000 for k, v in steps.items()}, "peakMb": peak, "cpuMs": cpu}))
`;

/** ydata-profiling: its default report, written as HTML. Arguments: file, output. */
export const ydataScript = `
import json, resource, sys, time, warnings
warnings.filterwarnings("ignore")
import pandas as pd
import ydata_profiling
from ydata_profiling import ProfileReport
start = time.perf_counter()
frame = pd.read_csv(sys.argv[1])
ProfileReport(frame, progress_bar=False).to_file(sys.argv[2], silent=True)
seconds = time.perf_counter() - start
usage = resource.getrusage(resource.RUSAGE_SELF)
peak = usage.ru_maxrss / 1024
cpu = (usage.ru_utime + usage.ru_stime) * 1000
print(json.dumps({"version": ydata_profiling.__version__, "ms": seconds * 1000, "peakMb": peak, "cpuMs": cpu}))
`;
