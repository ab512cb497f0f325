# Claims of Attest as report-level rows, and events aggregated from them by the rules of CRAN's `eventreport`.
#
#     Rscript examples/reports.R [URL of the API] [event,event...]
#
# It needs base R only. Where `eventreport` is installed, its aggregateData() does the work; otherwise the same rules are
# written out below. It prints CSV: for each event and rule the number of people killed and the day on which it began.

arguments <- commandArgs(trailingOnly = TRUE)
api <- if (length(arguments) >= 1) arguments[1] else "http://127.0.0.1:8000/api/v1/"
only <- if (length(arguments) >= 2) paste0("?event=", arguments[2]) else ""

read_rows <- function(name) {
  # As text: R would read a column of years as numbers.
  read.csv(paste0(api, name, ".csv", only), na.strings = "", encoding = "UTF-8", colClasses = "character")
}

claims <- read_rows("claims")
reports <- read_rows("reports")
claims$deaths_best <- ifelse(claims$attribute == "fatalities", as.numeric(claims$best), NA)
# A year begins on its first day, and so does a month.
claims$date_start <- ifelse(claims$attribute == "start_date", substr(paste0(claims$value, "-01-01"), 1, 10), NA)

modal <- function(x) {
  counts <- table(x)
  min(as.numeric(names(counts)[counts == max(counts)]))
}
modal_day <- function(x) {
  counts <- table(x)
  days <- as.Date(names(counts)[counts == max(counts)])
  format(as.Date(floor(mean(as.numeric(days))), origin = "1970-01-01"))
}
rules <- list(
  conservative = list(deaths_best = c(find_min = min), date_start = c(find_min = min)),
  informative = list(deaths_best = c(find_max = max), date_start = c(find_max = max)),
  representative = list(deaths_best = c(find_mode_numeric = modal), date_start = c(find_mode_date = modal_day))
)

# {event: value} of one column by one rule, from the rows that have a value.
aggregated <- function(column, rule) {
  rows <- claims[!is.na(claims[[column]]), ]
  if (nrow(rows) == 0) return(character())
  how <- rules[[rule]][[column]]
  if (requireNamespace("eventreport", quietly = TRUE)) {
    asked <- setNames(list(column), names(how))
    found <- do.call(eventreport::aggregateData, c(list(data = rows, group_var = "event"), asked))
    return(setNames(as.character(found[[column]]), found$event))
  }
  vapply(split(rows[[column]], rows$event), function(x) as.character(how[[1]](x)), "")
}

events <- sort(unique(claims$event))
result <- do.call(rbind, lapply(names(rules), function(rule) {
  data.frame(
    event = events,
    rule = rep(rule, length(events)),
    deaths_best = unname(aggregated("deaths_best", rule)[events]),
    date_start = unname(aggregated("date_start", rule)[events]),
    articles = vapply(events, function(one) length(unique(reports$article[reports$event == one])), 0L)
  )
}))
result <- result[order(result$event, result$rule), ]
write.csv(result, row.names = FALSE, na = "", quote = FALSE)
