# Reads an Attest server from R, with jsonlite alone.
#
#   source("attest.R")
#   events <- attest_list("http://127.0.0.1:8000/api/v1/events/?country=UA")
#   statements <- attest_table("http://127.0.0.1:8000/api/v1/statements.csv")
#
# Rscript attest.R URL prints the keys of a list.

TRIES <- 5

# Reads JSON; tries again while the server is busy.
attest_json <- function(url) {
  for (try in seq_len(TRIES)) {
    answer <- tryCatch(
      jsonlite::fromJSON(url, simplifyVector = FALSE),
      error = function(problem) problem,
      warning = function(problem) problem
    )
    if (!inherits(answer, "condition")) return(answer)
    if (!grepl("503", conditionMessage(answer)) || try == TRIES) stop(conditionMessage(answer))
    Sys.sleep(5)
  }
}

# Walks a list to its end and returns its records, each as a list. `next` holds the whole question.
attest_list <- function(url) {
  records <- list()
  while (!is.null(url)) {
    page <- attest_json(url)
    records <- c(records, page$results)
    url <- page[["next"]]
  }
  records
}

# Reads a CSV file of the server. NA is Namibia, so that only empty cells are missing.
attest_table <- function(url) {
  read.csv(url, na.strings = "", encoding = "UTF-8", check.names = FALSE)
}

if (sys.nframe() == 0) {
  for (record in attest_list(commandArgs(trailingOnly = TRUE)[1])) {
    cat(if (is.null(record$code)) record$slug else record$code, "\n", sep = "")
  }
}
